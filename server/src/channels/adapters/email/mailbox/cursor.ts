import { z } from 'zod'
import { minuteMs } from '../../../../lib/clock.ts'
import type { ChannelContext } from '../../../contract.ts'
import type { EmailSettings, ImapSettings } from '../settings.ts'

/**
 * How far a folder has been read. UIDs only ever grow while UIDVALIDITY stays the same (RFC 3501, 2.3.1.1), so
 * one number says it; what people mark, move or delete meanwhile changes nothing.
 */
export interface Cursor {
  uidValidity: string
  lastUid: number
  /** Mail from before then was there before us and is left alone; null: everything was wanted. */
  since: Date | null
}

/** What the server says of the folder now. */
export interface FolderState {
  uidValidity: string
  /** The UID that the next mail will get. */
  uidNext: number
}

export interface Position {
  cursor: Cursor
  /** The folder was numbered anew, and is read again from the start. */
  renumbered: boolean
}

/** Where to go on, or to start. Pure. */
export function positionIn(
  folder: FolderState,
  known: Cursor | null,
  startWith: ImapSettings['startWith'],
  now: Date,
): Position {
  const { uidValidity, uidNext } = folder
  if (known === null) {
    const everything = startWith === 'everything'
    const cursor = { uidValidity, lastUid: everything ? 0 : uidNext - 1, since: everything ? null : now }
    return { cursor, renumbered: false }
  }
  if (startWith === 'everything' && known.since !== null) {
    return { cursor: { uidValidity, lastUid: 0, since: null }, renumbered: false }
  }
  // Some servers number anew without saying so: then the next number is one that we have already seen.
  if (known.uidValidity !== uidValidity || uidNext <= known.lastUid) {
    return { cursor: { ...known, uidValidity, lastUid: 0 }, renumbered: true }
  }
  return { cursor: known, renumbered: false }
}

/** The server's clock is not ours. */
const clockMarginMs = 10 * minuteMs

export function isBefore(since: Date | null, arrived: Date | null): boolean {
  return since !== null && arrived !== null && arrived.getTime() < since.getTime() - clockMarginMs
}

const Stored = z.object({ uidValidity: z.string(), lastUid: z.int().min(0), since: z.iso.datetime().nullable() })

export async function readCursor(
  state: ChannelContext<EmailSettings>['state'],
  imap: ImapSettings,
): Promise<Cursor | null> {
  const stored = Stored.safeParse(await state.read(keyOf(imap)))
  if (!stored.success) return null
  const { since, ...rest } = stored.data
  return { ...rest, since: since === null ? null : new Date(since) }
}

export async function writeCursor(
  state: ChannelContext<EmailSettings>['state'],
  imap: ImapSettings,
  { uidValidity, lastUid, since }: Cursor,
): Promise<void> {
  await state.write(keyOf(imap), { uidValidity, lastUid, since: since?.toISOString() ?? null })
}

/** Another account or folder has a place of its own. */
function keyOf({ host, user, folder }: ImapSettings): string {
  return `cursor ${user} ${host} ${folder}`
}
