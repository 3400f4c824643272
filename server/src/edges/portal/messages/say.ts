import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { inboundByProviderId, recordMessage, visitorsBody, type VisitorWords } from '../../../channels/channels.ts'
import type { NewVisitorMessage, VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import { canonicalIdOf, identitiesOf } from '../../../people/customers/customers.ts'
import { AppError, fieldError } from '../../../lib/errors.ts'
import { entriesByIds, type EntryRow } from '../../../record/timeline/timeline.ts'
import type { PortalDeps } from '../deps.ts'
import { tieDevice } from '../signing-in/join-account.ts'
import { deviceValueOf, type Session } from '../visitors/sessions.ts'
import { FileIsGone, uploadsFor } from './uploads.ts'
import { providerIdOf, viewMessages, type Viewer } from './view-messages.ts'

export interface Said {
  message: VisitorMessage
  isNew: boolean
  session: Session
  /** The record that it was said on. */
  customerId: string
  canonicalId: string
}

/**
 * What a visitor says → one entry, by the way in that all channels share: found again by its mark, put into its issue,
 * shown on open screens. The same echo again is the same entry.
 */
export async function say(deps: PortalDeps, viewer: Viewer, message: NewVisitorMessage): Promise<Said> {
  const { chat, session } = viewer
  refuseEmpty(message)
  const words: VisitorWords = {
    type: 'message',
    id: providerIdOf(session, message.echoId),
    from: senderOf(session),
    text: message.text,
    fileIds: message.attachmentIds,
    ...(message.page === undefined || !chat.settings.showsPages ? {} : { page: message.page }),
  }
  const raw = Buffer.from(JSON.stringify(words))
  const [event] = await chat.channel.adapter.receive(
    { body: raw, headers: {}, url: visitorsBody },
    deps.contextOf(chat.channel),
  )
  if (event?.type !== 'message') throw new Error('The adapter of the chat made no message of a visitor’s words.')
  try {
    const uploads = await uploadsFor(deps, session, message.attachmentIds)
    const recorded = await recordMessage(deps, chat.channel, event, { raw, ...(uploads === null ? {} : { uploads }) })
    if (recorded.entryId === null) {
      throw new AppError('forbidden', webchatWords.blocked())
    }
    const { entryId, isNew, appended } = recorded
    return await (appended
      ? spoken(deps, viewer, { isNew, row: appended.row, canonicalId: appended.canonicalId })
      : spokenBefore(deps, viewer, entryId))
  } catch (error) {
    // The same message at once: the one that was faster took the files.
    const first = error instanceof FileIsGone ? await saidBefore(deps, viewer, event.providerId) : null
    if (first) return first
    throw error
  }
}

async function saidBefore(deps: PortalDeps, viewer: Viewer, providerId: string): Promise<Said | null> {
  const before = await inboundByProviderId(deps.db, viewer.chat.channel.id, providerId)
  return before?.entry_id ? spokenBefore(deps, viewer, before.entry_id) : null
}

async function spokenBefore(deps: PortalDeps, viewer: Viewer, entryId: string): Promise<Said> {
  const [row] = await entriesByIds(deps.db, [entryId])
  if (!row) throw new Error('An entry that was recorded is not there.')
  return spoken(deps, viewer, { isNew: false, row, canonicalId: await canonicalIdOf(deps.db, row.customer_id) })
}

/** Of a visitor who has done nothing yet: they have uploaded nothing either. */
export function refuseUnsaid(message: NewVisitorMessage): void {
  refuseEmpty(message)
  if (message.attachmentIds.length > 0) throw new FileIsGone()
}

function refuseEmpty({ text, attachmentIds }: NewVisitorMessage): void {
  if (text.trim() !== '' || attachmentIds.length > 0) return
  throw new AppError('invalid_request', webchatWords.empty_message(), {
    details: { errors: [fieldError('text', fieldWords.empty_message())] },
  })
}

async function spoken(
  deps: PortalDeps,
  { chat, session }: Viewer,
  { isNew, row, canonicalId }: { isNew: boolean; row: EntryRow; canonicalId: string },
): Promise<Said> {
  const deviceId = session.device_identity_id === null ? await deviceThatSaid(deps, session, { row, isNew }) : null
  const now = deviceId === null ? session : await tieDevice(deps, session, deviceId)
  const [message] = await viewMessages(deps, { chat, session: now }, [row], 0)
  return {
    message: message!,
    isNew,
    session: now,
    customerId: row.customer_id,
    canonicalId,
  }
}

/** Of a repetition it is looked up: the answer to the first attempt may have been cut off before the session knew. */
async function deviceThatSaid(
  { db }: PortalDeps,
  { account }: Session,
  { row, isNew }: { row: EntryRow; isNew: boolean },
): Promise<string | null> {
  if (row.identity_id === null) return null
  if (isNew) return account === null ? row.identity_id : null
  return (await identitiesOf(db, [row.identity_id])).get(row.identity_id)?.kind === 'device' ? row.identity_id : null
}

/** A device proves itself by its token; an account by the word of the host's site. */
function senderOf(session: Session): Extract<VisitorWords, { type: 'message' }>['from'] {
  const name = session.profile.name ?? null
  return session.account === null
    ? { kind: 'device', value: deviceValueOf(session), name, assurance: 'possession-proven' }
    : { kind: 'account', value: session.account, name, assurance: 'host-authenticated' }
}
