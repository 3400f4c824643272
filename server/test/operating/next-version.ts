import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { migrationsDir, requiredVersion } from '../../src/platform/db/migrate.ts'
import { productVersion } from '../../src/lib/product-version.ts'
import { ensureBuilt } from '../built.ts'

const root = join(import.meta.dirname, '../../..')

/** The version after this one, in a folder of its own: `startCommand({ folder, … })` starts it. */
export interface NextVersion {
  readonly folder: string
  readonly version: string
  /** The number of its newest migration. */
  readonly schemaVersion: number
  [Symbol.dispose](): void
}

/** Tables that nearly everything reads and writes: a column more changes what `select *` answers. */
const busyTables = [
  'customers',
  'identities',
  'issues',
  'entries',
  'attachments',
  'deliveries',
  'inbound',
  'events',
  'visitor_sessions',
  'nodes',
]

/** Leave older nodes running: new columns, and a table that they do not know. One busy table in each. */
export const expandMigrations: readonly string[] = [
  ...busyTables.map((name) => `-- rolling: yes\nalter table ${name} add column next_version text default 'none';\n`),
  '-- rolling: yes\ncreate table of_the_next_version (entry_id uuid references entries (id) on delete cascade);\n',
]

/** The sources of the checkout with a higher version and further migrations: by default those that older nodes go on with. */
export async function makeNextVersion(
  options: { version?: string; migrations?: readonly string[] } = {},
): Promise<NextVersion> {
  const { version = minorAfter(productVersion), migrations = expandMigrations } = options
  await ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'throughline-next-'))
  for (const path of globSync(copied, { cwd: root })) {
    if (path.endsWith('.test.ts')) continue
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    cpSync(join(root, path), join(folder, path))
  }
  for (const path of linked) if (existsSync(join(root, path))) link(folder, path)
  const manifest: object = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, version }))
  const newest = requiredVersion(migrationsDir)
  for (const [index, sql] of migrations.entries()) {
    const number = String(newest + 1 + index).padStart(4, '0')
    writeFileSync(join(folder, 'server/migrations', `${number}-next-version-${index + 1}.sql`), sql)
  }
  return {
    folder,
    version,
    schemaVersion: newest + migrations.length,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

// Node looks for what a file imports beside the place that a link leads to: what has to be of the next version is copied.
const copied = ['bin/throughline.mjs', 'server/package.json', 'server/src/**/*.*', 'server/migrations/*.sql']
/** As in a release, desk, widget and lab come as they were built. */
const linked = ['node_modules', 'server/node_modules', 'desk/dist', 'widget/dist', 'lab/dist']

function link(folder: string, path: string): void {
  mkdirSync(join(folder, dirname(path)), { recursive: true })
  symlinkSync(join(root, path), join(folder, path))
}

function minorAfter(version: string): string {
  const [major, minor] = version.split('.')
  return `${major}.${Number(minor) + 1}.0`
}
