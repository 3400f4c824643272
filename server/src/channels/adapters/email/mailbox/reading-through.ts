import type { FetchMessageObject, ImapFlow } from 'imapflow'
import type { ProviderRequest } from '../../../contract.ts'
import { originalSizeHeader } from '../our-marks.ts'
import { isBefore, type Cursor } from './cursor.ts'
import type { MailboxLimits } from './limits.ts'

/** A mail was not recorded. Nothing after it is read until it is. */
export class NotRecorded extends Error {}

/** The open folder, read from the cursor onwards. */
export interface Reader {
  /** Reads all that is there; with `uidNext` what was there when the folder was opened. */
  readOn(uidNext?: number): Promise<void>
  readonly cursor: Cursor
  /** Mails recorded so far. */
  readonly count: number
}

interface ReaderOptions {
  client: ImapFlow
  cursor: Cursor
  limits: MailboxLimits
  /** How many mails the folder holds, by the server's word. */
  exists: number
  ingest: (request: ProviderRequest) => Promise<void>
  /** Called as the cursor moves. */
  onProgress: (cursor: Cursor) => Promise<void>
  signal: AbortSignal
}

/**
 * Reads by ascending UID and moves the cursor over a mail only when that mail, and every one before it, is recorded
 * or gone.
 */
export function createReader(options: ReaderOptions): Reader {
  const { client, cursor: start, limits, exists, ingest, onProgress, signal } = options
  let cursor = start
  let count = 0

  async function readOn(uidNext?: number): Promise<void> {
    if (uidNext !== undefined) {
      // In steps, since the list of all UIDs of a large folder is megabytes; long ones where there is little.
      let width = 5000
      for (let from = cursor.lastUid + 1; from < uidNext && !signal.aborted;) {
        const to = Math.min(from + width, uidNext) - 1
        const uids = await uidsBetween(from, to)
        await readAll(uids)
        if (signal.aborted) return
        await moveTo(to)
        from = to + 1
        // A folder of few mails fits into one list however far apart their numbers are; of another only a part does.
        const widest = exists <= limits.maxListed ? Infinity : limits.maxListed
        width = uids.length < 500 ? Math.min(width * 4, widest) : 5000
      }
    }
    if (!signal.aborted) await readAll(await uidsBetween(cursor.lastUid + 1, '*'))
  }

  async function uidsBetween(from: number, to: number | '*'): Promise<number[]> {
    const found = await client.search({ uid: `${from}:${to}` }, { uid: true })
    if (!found) throw new Error('the server did not answer a search')
    // `*` is the last mail even when that lies before `from`.
    return found.filter((uid) => uid >= from && isUid(uid)).sort((a, b) => a - b)
  }

  async function readAll(uids: readonly number[]): Promise<void> {
    for (let i = 0; i < uids.length && !signal.aborted; i += limits.batch) {
      await readBatch(uids.slice(i, i + limits.batch))
    }
  }

  async function readBatch(uids: readonly number[]): Promise<void> {
    const open = new Set(uids)
    let next = 0
    const query = { source: { maxLength: limits.maxMessageBytes }, size: true, internalDate: true }
    for await (const mail of client.fetch(uids.join(','), query, { uid: true })) {
      if (signal.aborted) return
      // Servers slip in news about flags.
      if (mail.source === undefined || !open.has(mail.uid)) continue
      await record(mail)
      open.delete(mail.uid)
      while (next < uids.length && !open.has(uids[next]!)) next++
      if (next > 0) await moveTo(uids[next - 1]!)
    }
    if (open.size > 0) await makeSureGone([...open])
    await moveTo(uids.at(-1)!)
  }

  async function record(mail: FetchMessageObject): Promise<void> {
    if (isBefore(cursor.since, dateOf(mail.internalDate))) return
    try {
      await ingest(requestOf(mail))
    } catch (error) {
      throw new NotRecorded(`Mail ${mail.uid} could not be recorded.`, { cause: error })
    }
    count++
  }

  /** Mail that somebody deleted or moved meanwhile is not ours to read; mail that is still listed must not be lost. */
  async function makeSureGone(uids: number[]): Promise<void> {
    const found = await client.search({ uid: uids.join(',') }, { uid: true })
    const withheld = found ? found.filter((uid) => uids.includes(uid)) : uids
    if (withheld.length > 0) throw new Error(`the server lists mail ${withheld[0]} but does not hand it over`)
  }

  async function moveTo(lastUid: number): Promise<void> {
    if (lastUid <= cursor.lastUid) return
    cursor = { ...cursor, lastUid }
    await onProgress(cursor)
  }

  return {
    readOn,
    get cursor() {
      return cursor
    },
    get count() {
      return count
    },
  }
}

function requestOf({ source, size }: FetchMessageObject): ProviderRequest {
  const body = source!
  const isCut = size !== undefined && size > body.length
  return {
    body,
    headers: isCut ? { [originalSizeHeader]: String(size) } : {},
    url: '',
    // Who it was handed over to is in the headers, if anywhere.
    envelope: { from: '', to: [], remoteAddress: null, source: 'imap' },
  }
}

function dateOf(internalDate: Date | string | undefined): Date | null {
  const date = new Date(internalDate ?? NaN)
  return Number.isNaN(date.getTime()) ? null : date
}

/** RFC 3501, 2.3.1.1: 32 bits, not zero. A server that is broken, or means harm, names others. */
export function isUid(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value < 2 ** 32
}
