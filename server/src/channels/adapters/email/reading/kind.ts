import { emailKindWords } from '@throughline/protocol/email/kind-words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import { automaticReason, firstWord, isGenerated, isSuppressed, machineField, soundsAutomatic } from './automatic.ts'
import type { KindFacts } from './kind-facts.ts'
import { isListNotice } from './list-notices.ts'
import type { MailKind } from './mail-reading.ts'
import type { Headers } from './mime/headers.ts'

export interface KindDecision {
  kind: MailKind
  kindReason: Wording
  opensIssue: boolean
  mayAutoReply: boolean
  writesForOthers: boolean
}

/**
 * Two questions. What opens no issue is a short list: reports, automatic replies, a list's own notices; all else is for
 * people to read. What must not be answered by a machine is a longer one, since an answer too few harms nobody.
 */
export function decideKind(facts: KindFacts): KindDecision {
  return { ...decide(facts), writesForOthers: isGenerated(facts) }
}

function decide(facts: KindFacts): Omit<KindDecision, 'writesForOthers'> {
  const closed = notForPeople(facts)
  if (closed !== null) return { kind: closed[0], kindReason: closed[1], opensIssue: false, mayAutoReply: false }
  const list = listReason(facts.headers)
  if (list !== null) return { kind: 'list', kindReason: list, opensIssue: true, mayAutoReply: false }
  const machine = machineField(facts)
  return {
    kind: 'human',
    kindReason: machine === null ? emailKindWords.human() : passedOn(machine),
    opensIssue: true,
    mayAutoReply: machine === null && canBeAnswered(facts),
  }
}

const passedOn = (why: Wording): Wording => joinWordings(emailKindWords.passed_on(), why)

/** First hit wins. */
function notForPeople(facts: KindFacts): [MailKind, Wording] | null {
  const { bounce, complaint, isNotice } = facts
  if (complaint) return ['complaint', emailKindWords.complaint()]
  if (bounce && !bounce.isForwarded) {
    const delayed = bounce.recipients.length > 0 && bounce.recipients.every(({ action }) => action === 'delayed')
    return ['bounce', delayed ? emailKindWords.delayed() : emailKindWords.undelivered()]
  }
  if (isNotice) return ['auto-reply', emailKindWords.report()]
  if (isListNotice(facts)) return ['list', emailKindWords.list_notice()]
  const automatic = automaticReason(facts)
  return automatic === null ? null : ['auto-reply', automatic]
}

function listReason(headers: Headers): Wording | null {
  if (
    headers.first('list-id') !== undefined ||
    headers.first('list-post') !== undefined ||
    headers.first('mailing-list') !== undefined
  ) {
    return emailKindWords.list()
  }
  const precedence = firstWord(headers.first('precedence'))
  if (precedence === 'list') return emailKindWords.precedence_list()
  if (precedence === 'bulk' || precedence === 'junk') return emailKindWords.precedence_bulk()
  if (headers.first('list-unsubscribe') !== undefined && headers.first('list-unsubscribe-post') !== undefined) {
    return emailKindWords.unsubscription()
  }
  return null
}

const machineSenders =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|daemon|root|nobody|owner-.*|.*-(?:owner|request|bounces))(?:[+=-].*)?@/

/** RFC 3834 section 2: whom an automatic answer would not reach, or would only make answer back. */
function canBeAnswered({ headers, from, replyTo, returnPath, subject }: KindFacts): boolean {
  if (returnPath === '') return false
  const answered = replyTo[0] ?? from
  if (answered === null || machineSenders.test(answered.address)) return false
  if (returnPath !== null && machineSenders.test(returnPath)) return false
  if (isSuppressed(headers) || soundsAutomatic(subject)) return false
  return headers.first('list-unsubscribe') === undefined && headers.first('feedback-id') === undefined
}
