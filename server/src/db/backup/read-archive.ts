import { createHash, type Hash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { PoolClient } from 'pg'
import { AppError } from '../../lib/errors.ts'
import { createSchema, requiredVersion } from '../migrate.ts'
import type { ArchiveContents, RestoreOptions } from './backup.ts'
import { listSetAside, listTables } from './catalog.ts'
import { seen } from './content.ts'
import { copyIn } from './copy.ts'
import { damaged } from './damaged.ts'
import { Manifest, Summary, fileFolder, manifestName, summaryName, tableFolder } from './manifest.ts'
import { readEntries, type TarEntry } from './tar.ts'
import { contentsOf } from './write-archive.ts'

/** Puts an archive into an empty database, within the caller's transaction. */
export async function readArchive(
  client: PoolClient,
  from: AsyncIterable<Buffer>,
  { onFile, migrationsDir }: RestoreOptions,
): Promise<ArchiveContents> {
  const entries = readEntries(from)
  const manifest = await readManifest(entries)
  refuseNewer(manifest, migrationsDir)
  const schemas = ['public', ...manifest.schemas.map(({ name }) => name)]
  await createSchemas(client, manifest, migrationsDir)
  await refuseUnknown(client, manifest, schemas)
  const { remove, putBack } = await listSetAside(client, schemas)
  for (const statement of remove) await client.query(statement)
  // Migrations and libraries may have put first rows in; the archive has them as they became.
  if (manifest.tables.length > 0) {
    await client.query(`TRUNCATE ${manifest.tables.map(({ name }) => name).join(', ')}`)
  }

  const read = new Reading(manifest)
  let summary: Summary | undefined
  for await (const entry of entries) {
    if (entry.name === summaryName) summary = Summary.parse(await json(entry))
    else if (entry.name.startsWith(tableFolder)) await read.rows(client, entry)
    else if (entry.name.startsWith(fileFolder)) await read.file(entry, onFile)
  }
  if (!summary) throw damaged('it ends too early')
  read.compare(summary)

  for (const { name, lastValue, isCalled } of summary.sequences) {
    await client.query('SELECT setval($1::regclass, $2, $3)', [name, lastValue, isCalled])
  }
  for (const statement of putBack) await client.query(statement)
  return contentsOf(manifest, summary)
}

async function readManifest(entries: AsyncGenerator<TarEntry>): Promise<Manifest> {
  const first = await entries.next()
  if (first.done || first.value.name !== manifestName) throw damaged('it does not begin with a manifest')
  const manifest = Manifest.safeParse(await json(first.value))
  if (!manifest.success) throw damaged('its manifest is not of Throughline, or of a later version')
  return manifest.data
}

function refuseNewer({ version, schemaVersion }: Manifest, migrationsDir: string | undefined): void {
  if (schemaVersion <= requiredVersion(migrationsDir)) return
  throw new AppError(
    'conflict',
    `The archive was made by Throughline ${version}, which is newer than this one. Restore it with that version.`,
  )
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

async function refuseUnknown(client: PoolClient, manifest: Manifest, schemas: string[]): Promise<void> {
  const known = new Map((await listTables(client, schemas)).map(({ name, columns }) => [name, columns]))
  const unknown = manifest.tables.find(({ name, columns }) =>
    columns.some((column) => !known.get(name)?.includes(column)),
  )
  if (!unknown) return
  throw new AppError(
    'conflict',
    `The archive has rows of ${unknown.name}, a table that Throughline does not make (or not with these columns). ` +
      'It was backed up from a database that holds other things as well.',
  )
}

/** Takes in what the entries bring, and keeps count to compare with the summary. */
class Reading {
  readonly #columns: Map<string, string[]>
  readonly #tables = new Map<string, { rows: number; hash: Hash }>()
  readonly #files = { count: 0, hash: createHash('sha256') }

  constructor({ tables }: Manifest) {
    this.#columns = new Map(tables.map(({ name, columns }) => [name, columns]))
  }

  async rows(client: PoolClient, entry: TarEntry): Promise<void> {
    const name = entry.name.slice(tableFolder.length, entry.name.lastIndexOf('/'))
    const columns = this.#columns.get(name)
    if (!columns) throw damaged(`it has rows of ${name}, which its manifest does not name`)
    const table = this.#tables.get(name) ?? { rows: 0, hash: createHash('sha256') }
    this.#tables.set(name, table)
    const content = seen(entry.content, (piece) => table.hash.update(piece))
    table.rows += await copyIn(client, `COPY ${name} (${columns.join(', ')}) FROM STDIN`, content)
  }

  async file(entry: TarEntry, onFile: RestoreOptions['onFile']): Promise<void> {
    const name = entry.name.slice(fileFolder.length)
    this.#files.count++
    this.#files.hash.update(`${name}\n`)
    const content = seen(entry.content, (piece) => this.#files.hash.update(piece))
    await onFile?.({ name, sizeBytes: entry.sizeBytes, content })
    // What the caller left unread counts for the checksum all the same.
    for await (const _rest of content);
  }

  compare(summary: Summary): void {
    for (const [name, expected] of Object.entries(summary.tables)) {
      const table = this.#tables.get(name) ?? { rows: 0, hash: createHash('sha256') }
      if (table.rows !== expected.rows || table.hash.digest('hex') !== expected.sha256) {
        throw damaged(`the rows of ${name} are not those that were written`)
      }
    }
    const { count, hash } = this.#files
    if (count !== summary.files.count || hash.digest('hex') !== summary.files.sha256) {
      throw damaged('its files are not those that were written')
    }
  }
}

async function json(entry: TarEntry): Promise<unknown> {
  return JSON.parse((await buffer(entry.content)).toString('utf8'))
}
