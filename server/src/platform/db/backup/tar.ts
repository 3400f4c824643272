import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { damaged } from './damaged.ts'

/**
 * The little of the tar format (ustar) that a backup needs, so that any `tar` can look into one. Both sides stream:
 * nothing is held in memory but the piece at hand.
 */
export interface TarEntry {
  name: string
  sizeBytes: number
  content: AsyncIterable<Buffer>
}

export async function writeEntry(to: Writable, entry: TarEntry, at: Date): Promise<void> {
  await write(to, header(entry, at))
  let writtenBytes = 0
  for await (const piece of entry.content) {
    writtenBytes += piece.length
    await write(to, piece)
  }
  if (writtenBytes !== entry.sizeBytes) {
    throw new Error(`${entry.name} was announced with ${entry.sizeBytes} bytes and has ${writtenBytes}.`)
  }
  await write(to, Buffer.alloc(paddingBytes(writtenBytes)))
}

/** Two empty blocks end the archive. */
export async function writeEnd(to: Writable): Promise<void> {
  await write(to, Buffer.alloc(2 * blockBytes))
}

/** The entries in their order; what is not read of one is skipped when the next is asked for. */
export async function* readEntries(from: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const source = new ByteSource(from)
  for (;;) {
    const block = await source.take(blockBytes)
    if (block.every((byte) => byte === 0)) return
    const { name, sizeBytes } = parseHeader(block)
    const endBytes = source.readBytes + sizeBytes
    yield { name, sizeBytes, content: source.pieces(sizeBytes) }
    for await (const _skipped of source.pieces(endBytes - source.readBytes));
    await source.take(paddingBytes(sizeBytes))
  }
}

const blockBytes = 512
const paddingBytes = (sizeBytes: number): number => (blockBytes - (sizeBytes % blockBytes)) % blockBytes

// Field offsets and lengths: POSIX.1-1988 ustar.
function header({ name, sizeBytes }: { name: string; sizeBytes: number }, at: Date): Buffer {
  const block = Buffer.alloc(blockBytes)
  const { prefix, rest } = splitName(name)
  block.write(rest, 0, 100)
  block.write('0000600\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(octal(sizeBytes, 11), 124)
  block.write(octal(Math.floor(at.getTime() / 1000), 11), 136)
  block.write('        ', 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  block.write(prefix, 345, 155)
  block.write(`${octal(sum(block), 6)}\0 `, 148)
  return block
}

// A long path is cut at a slash: up to 155 bytes before it, up to 100 after.
function splitName(name: string): { prefix: string; rest: string } {
  if (Buffer.byteLength(name) <= 100) return { prefix: '', rest: name }
  for (let slash = name.indexOf('/'); slash !== -1; slash = name.indexOf('/', slash + 1)) {
    const [prefix, rest] = [name.slice(0, slash), name.slice(slash + 1)]
    if (Buffer.byteLength(rest) <= 100 && Buffer.byteLength(prefix) <= 155) return { prefix, rest }
  }
  throw new Error(`The name ${name} is too long for an archive.`)
}

// What a backup never writes is refused rather than understood: links, devices, folders, extensions that rename the next
// entry, sizes in other notations.
function parseHeader(block: Buffer): { name: string; sizeBytes: number } {
  const text = (start: number, length: number): string => block.toString('utf8', start, start + length).split('\0')[0]!
  const expected = parseInt(text(148, 8), 8)
  const blank = Buffer.from(block)
  blank.write('        ', 148)
  if (sum(blank) !== expected) throw damaged('an entry has a wrong checksum')
  const prefix = text(345, 155)
  const name = prefix ? `${prefix}/${text(0, 100)}` : text(0, 100)
  if (text(156, 1) !== '0') throw damaged(`${shown(name)} is not a file`)
  if (!/^[0-7]{11}$/.test(text(124, 12))) throw damaged(`${shown(name)} has no proper size`)
  return { name, sizeBytes: parseInt(text(124, 12), 8) }
}

// Quoted for a terminal: names of a stranger's archive may hold control characters.
const shown = (name: string): string => JSON.stringify(name.slice(0, 200))
const sum = (block: Buffer): number => block.reduce((total, byte) => total + byte, 0)
const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0')

async function write(to: Writable, piece: Buffer): Promise<void> {
  if (to.errored) throw to.errored
  if (piece.length > 0 && !to.write(piece)) await once(to, 'drain')
}

class ByteSource {
  readonly #pieces: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)
  readBytes = 0
  constructor(from: AsyncIterable<Buffer>) {
    this.#pieces = from[Symbol.asyncIterator]()
  }

  async take(sizeBytes: number): Promise<Buffer> {
    const taken: Buffer[] = []
    for await (const piece of this.pieces(sizeBytes)) taken.push(piece)
    return Buffer.concat(taken)
  }

  async *pieces(sizeBytes: number): AsyncGenerator<Buffer> {
    let dueBytes = sizeBytes
    while (dueBytes > 0) {
      if (this.#rest.length === 0) {
        const next = await this.#pieces.next()
        if (next.done) throw damaged('it ends too early')
        this.#rest = next.value
        continue
      }
      const piece = this.#rest.subarray(0, dueBytes)
      this.#rest = this.#rest.subarray(piece.length)
      dueBytes -= piece.length
      this.readBytes += piece.length
      yield piece
    }
  }
}
