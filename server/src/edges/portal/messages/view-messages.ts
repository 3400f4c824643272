import type { VisitorAttachment, VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import { withoutTokens } from '../../../channels/channels.ts'
import { photoUrlsOf } from '../../../people/staff/staff.ts'
import type { Db } from '../../../platform/db/db.ts'
import { apiPrefix } from '../../../platform/http/http.ts'
import {
  attachmentsOf,
  scanOf,
  type AttachmentRow,
  type EntryRow,
  type ScansSince,
} from '../../../record/timeline/timeline.ts'
import type { PortalDeps } from '../deps.ts'
import type { Chat } from '../visitors/chat.ts'
import type { Session } from '../visitors/sessions.ts'

export interface Viewer {
  readonly chat: Chat
  readonly session: Session
}

/** Rows that the visitor may see → the wire. */
export async function viewMessages(
  { db, store, replyTokens, scansSince }: Pick<PortalDeps, 'db' | 'store' | 'replyTokens' | 'scansSince'>,
  { chat, session }: Viewer,
  rows: readonly EntryRow[],
  /** How far the team has seen the thread. */
  seenUs: number,
): Promise<VisitorMessage[]> {
  const channels = await store.briefs(rows.flatMap((row) => row.channel_id ?? []))
  const filesByEntry = await filesOf(db, rows)
  const photos = await photosFor(db, chat, rows)
  return rows.map((row) => {
    const isMine = row.direction === 'in'
    return {
      id: row.id,
      place: row.recorded_us,
      echoId: isMine ? echoOf(session, row.provider_id) : null,
      isMine,
      author: isMine ? null : authorOf(chat, row),
      ...(photos.has(row.id) ? { authorPhotoUrl: photos.get(row.id)! } : {}),
      text: wordsOf(replyTokens, row),
      attachments: (filesByEntry.get(row.id) ?? [])
        // What was sent by another channel follows once it is here; that it could not be fetched concerns staff.
        .filter((file) => isShownWith(row, file) && file.fetch_state === null)
        .map((file) => viewFile(chat.channel.id, file, scansSince)),
      at: row.recorded_at.toISOString(),
      via: (row.channel_id && channels.get(row.channel_id)?.kind) || chat.channel.kind,
      state: isMine ? (row.recorded_us <= seenUs ? 'seen' : 'delivered') : null,
    }
  })
}

async function filesOf(db: Db, rows: readonly EntryRow[]): Promise<Map<string | null, AttachmentRow[]>> {
  const ids = rows.filter((row) => row.attachment_count > 0).map((row) => row.id)
  return ids.length === 0 ? new Map() : Map.groupBy(await attachmentsOf(db, ids), (file) => file.entry_id)
}

export function viewFile(channelId: string, file: AttachmentRow, since: ScansSince): VisitorAttachment {
  const scan = scanOf(file, since)
  return {
    id: file.id,
    name: file.name,
    mediaType: file.media_type,
    sizeBytes: file.size_bytes,
    url: `${apiPrefix}/webchat/${channelId}/files/${file.id}`,
    ...(scan?.isWithheld ? { withheld: scan.state === 'waiting' ? 'waiting' : 'infected' } : {}),
  }
}

function authorOf({ settings, channel }: Chat, row: EntryRow): string {
  const isTeam = row.author_kind === 'staff' || row.author_kind === 'program'
  return settings.showsNames || !isTeam ? row.author_name : settings.title || channel.name
}

/** By entry; of people only, and where the channel shows who they are. */
async function photosFor(db: Db, { settings }: Chat, rows: readonly EntryRow[]): Promise<Map<string, string>> {
  if (!settings.showsNames || !settings.showsPhotos) return new Map()
  const written = rows.filter((row) => row.direction === 'out' && row.author_kind === 'staff')
  const urls = await photoUrlsOf(
    db,
    written.flatMap((row) => row.author_id ?? []),
  )
  return new Map(
    written.flatMap((row) => {
      const url = row.author_id === null ? undefined : urls.get(row.author_id)
      return url === undefined ? [] : [[row.id, url] as const]
    }),
  )
}

/** Of a mail its own words: what it quotes stands above it in the chat. */
function wordsOf(replyTokens: PortalDeps['replyTokens'], { content, text }: EntryRow): string {
  if (content.type !== 'email') return text
  return withoutTokens(replyTokens, content.replyText.trim() === '' ? text : content.replyText)
}

/** A mail within a mail is as a rule ours that was answered, and holds in its header what proves the address. */
export function isShownWith({ content }: EntryRow, { name, media_type: mediaType }: AttachmentRow): boolean {
  return (
    content.type !== 'email' ||
    !(/^(?:message|text\/rfc822)/.test(mediaType) || /\.(?:eml|msg|mbox|mht(?:ml)?)$/i.test(name))
  )
}

/** The name of one message within the channel: who said it, and by what echo. */
export function providerIdOf(session: Session, echoId: string): string {
  return `${session.id}:${echoId}`
}

function echoOf(session: Session, providerId: string | null): string | null {
  const prefix = `${session.id}:`
  return providerId?.startsWith(prefix) ? providerId.slice(prefix.length) : null
}
