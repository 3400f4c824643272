import { createHash, type Hash } from 'node:crypto'
import type { z } from 'zod'
import { AppError } from '../../../lib/errors.ts'
import { seen } from './content.ts'
import { damaged } from './damaged.ts'
import { Manifest, Summary, fileFolder, manifestName, summaryName, tableFolder } from './manifest.ts'
import { readEntries, type TarEntry } from './tar.ts'

/** What to do with the parts of an archive, in their order. */
export interface Taking {
  begin(manifest: Manifest): Promise<void>
  /** Answers with the number of rows. */
  rows(table: Manifest['tables'][number], content: AsyncIterable<Buffer>): Promise<number>
  file(file: TarEntry): Promise<void>
}

/**
 * Reads an archive part by part. It may have been made by an attacker: names must stay below their folder, sizes within
 * what a backup writes, and in the end everything must match the summary.
 */
export async function readThrough(
  from: AsyncIterable<Buffer>,
  taking: Taking,
): Promise<{ manifest: Manifest; summary: Summary }> {
  const entries = readEntries(from)
  const first = await entries.next()
  if (first.done || first.value.name !== manifestName) throw damaged('it does not begin with a manifest')
  const manifest = await parse(first.value, Manifest, 'its manifest is not of Throughline, or of a later version')
  await taking.begin(manifest)

  const tally = new Tally(manifest)
  let summary: Summary | undefined
  for await (const entry of entries) {
    if (summary) throw damaged('it goes on after its end')
    if (entry.name === summaryName) summary = await parse(entry, Summary, 'its summary is not one')
    else if (entry.name.startsWith(tableFolder)) await tally.rows(entry, taking)
    else if (entry.name.startsWith(fileFolder)) await tally.file(entry, taking)
    else throw damaged(`it holds ${shown(entry.name)}, which is not part of a backup`)
  }
  if (!summary) throw damaged('it ends too early')
  tally.compare(summary)
  return { manifest, summary }
}

// Mails and attachments are at most 60 MiB; a file is held in memory while it is stored.
const longestFileBytes = 256 * 2 ** 20
// The names of a few hundred tables and the SQL of a library.
const longestJsonBytes = 16 * 2 ** 20

// No dots or dashes in front, no blanks, no backslashes: nothing that leads out of a folder or reads as an option.
const plainPath = /^\w[\w.-]*(\/\w[\w.-]*)*$/
const contentKey = /^([0-9a-f]{2})\/([0-9a-f]{2})\/(\1\2[0-9a-f]{60})$/

const shown = (name: string): string => JSON.stringify(name.slice(0, 200))

/** Keeps count of what passes, to compare it with the summary. */
class Tally {
  readonly #known: Map<string, Manifest['tables'][number]>
  readonly #tables = new Map<string, { rows: number; hash: Hash }>()
  readonly #files = { count: 0, hash: createHash('sha256') }

  constructor({ tables }: Manifest) {
    this.#known = new Map(tables.map((table) => [table.name, table]))
  }

  async rows(entry: TarEntry, taking: Taking): Promise<void> {
    const name = entry.name.slice(tableFolder.length, entry.name.lastIndexOf('/'))
    const known = this.#known.get(name)
    if (!known) throw damaged(`it has rows of ${shown(name)}, which its manifest does not name`)
    const table = this.#tables.get(name) ?? { rows: 0, hash: createHash('sha256') }
    this.#tables.set(name, table)
    table.rows += await taking.rows(
      known,
      seen(entry.content, (piece) => table.hash.update(piece)),
    )
  }

  async file(entry: TarEntry, taking: Taking): Promise<void> {
    const name = entry.name.slice(fileFolder.length)
    if (!plainPath.test(name)) throw damaged(`it has a file named ${shown(name)}`)
    if (entry.sizeBytes > longestFileBytes) throw damaged(`${shown(name)} is larger than any file of Throughline`)
    this.#files.count++
    this.#files.hash.update(`${name}\n`)
    const own = createHash('sha256')
    const content = seen(entry.content, (piece) => {
      this.#files.hash.update(piece)
      own.update(piece)
    })
    await taking.file({ name, sizeBytes: entry.sizeBytes, content })
    // Bytes that were not read count as well.
    for await (const _rest of content);
    // Keys are made of the content: wrong content would later be shown in place of the right file.
    const sha256 = contentKey.exec(name)?.[3]
    if (sha256 !== undefined && own.digest('hex') !== sha256) throw damaged(`${shown(name)} is not what its name says`)
  }

  compare(summary: Summary): void {
    for (const [name, expected] of Object.entries(summary.tables)) {
      const table = this.#tables.get(name) ?? { rows: 0, hash: createHash('sha256') }
      if (table.rows !== expected.rows || table.hash.digest('hex') !== expected.sha256) {
        throw damaged(`the rows of ${shown(name)} are not those that were written`)
      }
      this.#tables.delete(name)
    }
    if (this.#tables.size > 0) throw damaged('it has rows that its summary does not name')
    const { count, hash } = this.#files
    if (count !== summary.files.count || hash.digest('hex') !== summary.files.sha256) {
      throw damaged('its files are not those that were written')
    }
  }
}

async function parse<T>({ name, sizeBytes, content }: TarEntry, schema: z.ZodType<T>, problem: string): Promise<T> {
  if (sizeBytes > longestJsonBytes) throw damaged(`${name} is too large`)
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(piece)
  try {
    return schema.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')))
  } catch (error) {
    throw error instanceof AppError ? error : damaged(problem, error)
  }
}
