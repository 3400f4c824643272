import { emailKindWords } from '@throughline/protocol/email/kind-words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { automaticReason, firstWord } from './automatic.ts'
import type { KindFacts } from './kind-facts.ts'
import type { MailKind } from './mail-reading.ts'
import type { Headers } from './mime/headers.ts'

export interface KindDecision {
  kind: MailKind
  kindReason: Wording
  mayAutoReply: boolean
}

/** First hit wins: what a mail says about itself in a machine's words counts more than in a person's. */
export function decideKind(facts: KindFacts): KindDecision {
  const [kind, kindReason] = classify(facts)
  return { kind, kindReason, mayAutoReply: kind === 'human' && canBeAnswered(facts) }
}

function classify(facts: KindFacts): [MailKind, Wording] {
  const { headers, bounce, complaint, returnPath } = facts
  if (complaint) return ['complaint', emailKindWords.complaint()]
  if (bounce) {
    const delayed = bounce.recipients.length > 0 && bounce.recipients.every(({ action }) => action === 'delayed')
    return ['bounce', delayed ? emailKindWords.delayed() : emailKindWords.undelivered()]
  }
  const automatic = automaticReason(facts)
  if (automatic !== null) return ['auto-reply', automatic]
  const list = listReason(headers)
  if (list !== null) return ['list', list]
  if (returnPath === '') return ['auto-reply', emailKindWords.no_return_path()]
  return ['human', emailKindWords.human()]
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
function canBeAnswered({ headers, from, replyTo, returnPath }: KindFacts): boolean {
  if (returnPath === '') return false
  const answered = replyTo[0] ?? from
  if (answered === null || machineSenders.test(answered.address)) return false
  if (returnPath !== null && machineSenders.test(returnPath)) return false
  if (/\b(?:all|oof|autoreply)\b/i.test(headers.first('x-auto-response-suppress') ?? '')) return false
  return headers.first('list-unsubscribe') === undefined && headers.first('feedback-id') === undefined
}
