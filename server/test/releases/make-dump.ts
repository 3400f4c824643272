import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { tellInto } from '../../seeds/tell-into.ts'
import { requiredVersion } from '../../src/platform/db/migrate.ts'
import { runScript, UsageError, type CommandLine } from '../../src/lib/command-line.ts'
import { readConfig } from '../../src/lib/config.ts'
import { productVersion } from '../../src/lib/product-version.ts'
import { freePort } from '../free-port.ts'
import { withClient } from '../test-cluster.ts'
import { tellReleaseStory, type Told } from './release-story.ts'
import { placeOf, type Release } from './releases.ts'

/** The oldest PostgreSQL that is supported: what it dumps can be restored on every newer one. */
const oldestMajor = 15

const command = {
  command: 'node server/test/releases/make-dump.ts',
  what: `Keeps the database of this release, filled through the product, for tests of later ones. Wants an empty database of PostgreSQL ${oldestMajor}, and its pg_dump.`,
  options: {},
  positionals: {
    usage: 'DATABASE_URL',
    min: 1,
    max: 1,
    missing: 'Name the empty database, such as postgresql://localhost/dump.',
  },
} as const satisfies CommandLine

async function makeDump(url: string): Promise<void> {
  await refuseOtherMajor(url)
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-dump-'))
  const testSecretKey = randomBytes(32).toString('hex')
  const end = new Date()
  let told: Told | undefined
  try {
    await tellInto({
      connection: { connectionString: url },
      dataDir,
      config: readConfig({ SMTP_PORT: String(await freePort()) }),
      told: { secretKey: testSecretKey, allowedPrivateHosts: ['127.0.0.1'] },
      end,
      story: async (stage) => (told = await tellReleaseStory(stage, end)),
    })
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
  const release: Release = {
    version: productVersion,
    schemaVersion: requiredVersion(),
    end: end.toISOString(),
    testSecretKey,
    ...told!,
  }
  const options = ['--no-owner', '--no-privileges', '--no-unlogged-table-data', '--rows-per-insert=500']
  const dump = execFileSync('pg_dump', [...options, url], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  writeFileSync(placeOf(productVersion, 'sql.gz'), gzipSync(plainSql(dump), { level: 9 }))
  writeFileSync(placeOf(productVersion, 'json'), `${JSON.stringify(release, null, 2)}\n`)
  process.stdout.write(`Kept: ${placeOf(productVersion, 'sql.gz')}\n`)
}

/** A newer pg_dump writes settings that an older server does not know. */
async function refuseOtherMajor(url: string): Promise<void> {
  const server = await withClient(url, async (client) => {
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`)
    return rows[0]!.version
  })
  const program = execFileSync('pg_dump', ['--version'], { encoding: 'utf8' }).replace(/^\D+/, '')
  for (const [what, version] of Object.entries({ 'The server': server, pg_dump: program })) {
    if (Number.parseInt(version, 10) === oldestMajor) continue
    throw new UsageError(`${what} is of PostgreSQL ${version.trim()}, and ${oldestMajor} is needed.`, command)
  }
}

/** What only psql understands (`\restrict`) is left out. */
function plainSql(dump: string): string {
  return dump.replaceAll(/^\\(un)?restrict .*\n/gm, '')
}

await runScript(command, ({ positionals }) => makeDump(positionals[0]!))
