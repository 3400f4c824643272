import { channelWords } from '@throughline/protocol/channels/words.ts'
import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { Content } from '@throughline/protocol/timeline/content.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import { AppError } from '../../lib/errors.ts'
import { customerSubject, identitiesBehind, lockThread } from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'
import { can, type Caller } from '../../platform/http/http.ts'
import { authorOf, notesOfIssues, ownWords, type StoredAttachment } from '../../record/timeline/timeline.ts'
import { issueSubject, type IssueRow } from '../../work/issues/issues.ts'
import type { FromUs, InboundMessageEvent } from '../contract.ts'
import { appendMessage } from '../outbound/append-message.ts'
import { outboundContent } from '../outbound/content.ts'
import { addressToWriteTo } from '../outbound/reach.ts'
import { withoutTokens } from '../without-tokens.ts'
import type { InboundDeps } from './deps.ts'
import { ownAnswer } from './own-answer.ts'

type FromColleague = InboundMessageEvent & { fromUs: FromUs }

/** What becomes of a mail that is proven to be a colleague's, who was asked by mail. */
export type Answer =
  | { kind: 'send'; text: string; caller: Caller; address: ReachableAddress; homeId: string }
  /** For colleagues alone: they said so, or it could not be sent. */
  | { kind: 'note'; text: string; content: Content; why: Wording }

/** The newest notes of an issue, which a mail to a colleague may have quoted. */
const comparedNotes = 200

/** On a line of its own or before the words: what follows is for colleagues. */
const noteMark = /^\s*#note\b[ \t]*:?[ \t]*\n?/i

/**
 * Decides under the thread's lock, by the rights that they have by now. Null: they may not write here, so that the mail
 * counts as anybody's who uses their name.
 */
export async function answerFor(
  tx: Tx,
  deps: InboundDeps,
  event: FromColleague,
  { staff, issue, memberIds }: { staff: { id: string }; issue: IssueRow; memberIds: readonly string[] },
): Promise<Answer | null> {
  const caller = await deps.staffCaller(staff.id)
  const subjects = [...memberIds.map(customerSubject), issueSubject(issue)]
  if (!caller || !subjects.every((subject) => can(caller, 'thread.write', subject))) return null
  const whole = withoutTokens(deps.replyTokens, ownWords({ text: event.text, content: event.content })).trim()
  const issueIds = [...new Set([issue.id, ...named(deps, event)])]
  // Who was refused once, since they quoted, sends their own words again.
  const notes = await notesOfIssues(tx, { issueIds, exceptBy: staff.id }, comparedNotes)
  const own = ownAnswer(event, { notes, issueIds })
  const written = own && withoutTokens(deps.replyTokens, own.text).trim()
  const text = (written || whole).replace(noteMark, '')
  const note = (why: Wording): Answer => ({ kind: 'note', text, content: withOwnWords(event.content, text), why })
  if (text !== (written || whole)) return note(threadingWords.colleague_answered())
  if (written === null || filesToSend(event).some(isMail)) return note(threadingWords.colleague_quotes())
  if (written === '') return note(threadingWords.colleague_could_not_send())
  const theirs = new Set((await identitiesBehind(tx, memberIds)).map(({ value }) => value))
  if (event.fromUs.recipients.some((recipient) => theirs.has(recipient))) {
    return note(threadingWords.colleague_wrote_to_customer())
  }
  try {
    const { address, homeId } = await addressToWriteTo(tx, deps, memberIds, {})
    const { adapter } = await deps.store.byId(address.channel.id)
    outboundContent(adapter, { kind: 'message', text })
    if (filesToSend(event).length > 0 && adapter.capabilities.attachments === null) {
      throw new AppError('unusable_channel', channelWords.no_files({ channel: adapter.name }))
    }
    return { kind: 'send', text, caller, address, homeId }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return note(joinWordings(threadingWords.colleague_could_not_send(), error.wording))
  }
}

/** The answer as an entry on its way to the customer, like one that is written in the desk. */
export async function sendAnswer(
  tx: Tx,
  deps: InboundDeps,
  event: FromColleague,
  {
    answer: { text, caller, address, homeId },
    issue,
    attachments,
    now,
  }: {
    answer: Extract<Answer, { kind: 'send' }>
    issue: IssueRow
    attachments: readonly StoredAttachment[]
    now: Date
  },
): Promise<string> {
  const { row } = await appendMessage(tx, deps, await lockThread(tx, { homeId, now }), {
    channel: await deps.store.byId(address.channel.id),
    identityId: address.identity.id,
    author: authorOf(caller),
    caller,
    issueId: issue.id,
    message: { kind: 'message', text },
    isByRule: false,
    isAutomaticAnswer: false,
    threading: { reason: 'reply_address', ...threadingWords.colleague_sent() },
    attachments: attachments.filter(({ inline }) => !inline),
    // The same mail, come in by another channel of ours as well, is sent once.
    echoId: `mail ${event.reference ?? event.providerId}`,
    holdUntil: null,
    now,
  })
  return row.id
}

/** The issue that the address was made for, which may have been merged since. */
function named({ replyTokens }: InboundDeps, { replyToken }: FromColleague): string[] {
  const token = replyToken === null ? null : replyTokens.read(replyToken)
  return token === null ? [] : [token.issueId]
}

/** The mail that is answered goes along with some answers as a file. */
const isMail = ({ name, declaredType }: { name: string | null; declaredType: string }): boolean =>
  declaredType.toLowerCase().startsWith('message/') || /\.(?:eml|msg)$/i.test(name ?? '')

/** Pictures within the mail are those of a signature more often than not. */
const filesToSend = (event: FromColleague) => event.attachments.filter(({ inline }) => !inline)

function withOwnWords(content: Content, text: string): Content {
  return content.type === 'email' ? { ...content, replyText: text, hasHtml: false } : content
}
