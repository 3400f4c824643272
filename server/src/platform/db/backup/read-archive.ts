import { untranslated } from '@throughline/protocol/words.ts'
import type { PoolClient } from 'pg'
import { AppError } from '../../../lib/errors.ts'
import { createSchema } from '../migrate.ts'
import type { ArchiveContents, RestoreOptions } from './archive.ts'
import { listSetAside, listTables } from './catalog.ts'
import { copyIn } from './copy.ts'
import type { Manifest } from './manifest.ts'
import { readThrough } from './read-through.ts'
import { refuseForeign } from './refuse-foreign.ts'
import { contentsOf } from './write-archive.ts'

/** Puts an archive into an empty database, within the caller's transaction. */
export async function readArchive(
  client: PoolClient,
  from: AsyncIterable<Buffer>,
  options: RestoreOptions,
): Promise<ArchiveContents> {
  let putBack: string[] = []
  const { manifest, summary } = await readThrough(from, {
    async begin(manifest) {
      refuseForeign(manifest, options)
      putBack = await makeRoom(client, manifest, options.migrationsDir)
    },
    rows: ({ name, columns }, content) => copyIn(client, `COPY ${name} (${columns.join(', ')}) FROM STDIN`, content),
    file: async (file) => options.onFile?.(file),
  })
  for (const { name, lastValue, isCalled } of summary.sequences) {
    await client.query('SELECT setval($1::regclass, $2, $3)', [name, lastValue, isCalled])
  }
  for (const statement of putBack) await client.query(statement)
  return contentsOf(manifest, summary)
}

/** Makes the tables, and answers with what to put back once the rows are in. */
async function makeRoom(client: PoolClient, manifest: Manifest, migrationsDir: string | undefined): Promise<string[]> {
  const schemas = ['public', ...manifest.schemas.map(({ name }) => name)]
  await createSchemas(client, manifest, migrationsDir)
  await refuseUnknown(client, manifest, schemas)
  const { remove, putBack } = await listSetAside(client, schemas)
  for (const statement of remove) await client.query(statement)
  // Migrations and libraries may have put first rows in; the archive has them as they became.
  if (manifest.tables.length > 0) {
    await client.query(`TRUNCATE ${manifest.tables.map(({ name }) => name).join(', ')}`)
  }
  return putBack
}

async function createSchemas(client: PoolClient, manifest: Manifest, migrationsDir: string | undefined): Promise<void> {
  await createSchema(client, {
    upTo: manifest.schemaVersion,
    ...(migrationsDir === undefined ? {} : { dir: migrationsDir }),
  })
  for (const { construction } of manifest.schemas) await client.query(construction)
  // A library's construction may set limits for its own transaction, which is ours; and from here on
  // definitions are read with every name in full.
  await client.query(`
    SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
    SET LOCAL search_path = pg_catalog`)
}

// Names of tables and columns become part of statements: only those that the database itself just listed.
async function refuseUnknown(client: PoolClient, manifest: Manifest, schemas: string[]): Promise<void> {
  const known = new Map((await listTables(client, schemas)).map(({ name, columns }) => [name, columns]))
  const unknown = manifest.tables.find(
    ({ name, columns }) => !known.has(name) || columns.some((column) => !known.get(name)!.includes(column)),
  )
  if (!unknown) return
  throw new AppError(
    'conflict',
    untranslated(
      `The archive has rows of ${unknown.name}, a table that Throughline does not make (or not with these columns). ` +
        'It was backed up from a database that holds other things as well.',
    ),
  )
}
