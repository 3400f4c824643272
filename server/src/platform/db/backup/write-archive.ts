import { untranslated } from '@throughline/protocol/words.ts'
import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import type { PoolClient } from 'pg'
import { AppError } from '../../../lib/errors.ts'
import type { ArchiveContents, BackupOptions, LibrarySchema } from './archive.ts'
import { listSequences, listTables, type Table } from './catalog.ts'
import { countLines, seen } from './content.ts'
import { copyOut } from './copy.ts'
import { fileFolder, manifestName, summaryName, tableFolder, type Manifest, type Summary } from './manifest.ts'
import { withoutTransaction } from './refuse-foreign.ts'
import { writeEnd, writeEntry, type TarEntry } from './tar.ts'

/** Writes the archive of the client's snapshot. */
export async function writeArchive(client: PoolClient, to: Writable, options: BackupOptions): Promise<ArchiveContents> {
  const { at, version } = options
  const libraries = await presentSchemas(client, options.schemas ?? [])
  const schemas = ['public', ...libraries.map(({ name }) => name)]
  const skipped = new Set(['public.schema_migrations', ...libraries.flatMap(({ skipTables = [] }) => skipTables)])
  const tables = (await listTables(client, schemas)).filter(({ name }) => !skipped.has(name))
  const manifest: Manifest = {
    format: 1,
    product: 'throughline',
    version,
    createdAt: at.toISOString(),
    schemaVersion: await schemaVersion(client),
    tables: tables.map(({ name, columns }) => ({ name, columns })),
    schemas: libraries.map(({ name, construction }) => ({ name, construction: withoutTransaction(construction) })),
  }
  await writeEntry(to, jsonEntry(manifestName, manifest), at)

  const summary: Summary = { tables: {}, sequences: [], files: { count: 0, sha256: '' } }
  for (const table of tables) summary.tables[table.name] = await writeTable(client, to, table, at)
  summary.sequences = await listSequences(client, schemas)
  summary.files = await writeFiles(client, to, options)
  await writeEntry(to, jsonEntry(summaryName, summary), at)
  await writeEnd(to)
  return contentsOf(manifest, summary)
}

export function contentsOf(manifest: Manifest, summary: Summary): ArchiveContents {
  const { version, createdAt, schemaVersion } = manifest
  const rows = Object.values(summary.tables).reduce((total, table) => total + table.rows, 0)
  return { version, createdAt, schemaVersion, tables: manifest.tables.length, rows, files: summary.files.count }
}

async function presentSchemas(client: PoolClient, schemas: LibrarySchema[]): Promise<LibrarySchema[]> {
  const { rows } = await client.query<{ name: string }>('SELECT nspname AS name FROM pg_namespace')
  const present = schemas.filter(({ name }) => rows.some((row) => row.name === name))
  for (const { check } of present) await check?.(client)
  return present
}

async function schemaVersion(client: PoolClient): Promise<number> {
  const { rowCount } = await client.query(`SELECT WHERE to_regclass('public.schema_migrations') IS NOT NULL`)
  const { rows } = rowCount
    ? await client.query<{ version: number | null }>('SELECT max(version) AS version FROM public.schema_migrations')
    : { rows: [] }
  const version = rows[0]?.version
  if (!version)
    throw new AppError('not_found', untranslated('This database holds no Throughline: there is nothing to back up.'))
  return version
}

// The size of a tar entry stands before its content, and COPY does not tell its size: a table is many entries.
async function writeTable(
  client: PoolClient,
  to: Writable,
  { name, columns, isPartitioned }: Table,
  at: Date,
): Promise<{ rows: number; sha256: string }> {
  const list = columns.join(', ')
  const source = isPartitioned ? `(SELECT ${list} FROM ${name})` : `${name} (${list})`
  const hash = createHash('sha256')
  let rows = 0
  let part = 0
  for await (const content of copyOut(client, `COPY ${source} TO STDOUT`, pieceBytes)) {
    hash.update(content)
    rows += countLines(content)
    const number = String(++part).padStart(6, '0')
    await writeEntry(to, bufferEntry(`${tableFolder}${name}/${number}.copy`, content), at)
  }
  return { rows, sha256: hash.digest('hex') }
}

async function writeFiles(client: PoolClient, to: Writable, { files, at }: BackupOptions): Promise<Summary['files']> {
  const hash = createHash('sha256')
  let count = 0
  for await (const { name, sizeBytes, content } of files?.(client) ?? []) {
    count++
    hash.update(`${name}\n`)
    const file = { name: `${fileFolder}${name}`, sizeBytes, content: seen(content, (piece) => hash.update(piece)) }
    await writeEntry(to, file, at)
  }
  return { count, sha256: hash.digest('hex') }
}

function jsonEntry(name: string, value: object): TarEntry {
  return bufferEntry(name, Buffer.from(`${JSON.stringify(value, null, 2)}\n`))
}

function bufferEntry(name: string, buffer: Buffer): TarEntry {
  async function* content(): AsyncGenerator<Buffer> {
    yield buffer
  }
  return { name, sizeBytes: buffer.length, content: content() }
}

// Large enough that its overhead is nothing, small enough to hold in memory.
const pieceBytes = 4 * 2 ** 20
