import { emailKindWords } from '@throughline/protocol/email/kind-words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { absenceSubject, absenceWords, automaticSubject, machineWords, readReceipt } from './automatic-words.ts'
import type { KindFacts } from './kind-facts.ts'

const replyHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-auto-response',
  'x-vacation',
  'vacation',
]

/** Why a mail is an automatic one; null when nothing says so. */
export function automaticReason({
  headers,
  root,
  from,
  replyTo,
  returnPath,
  subject,
  text,
}: KindFacts): Wording | null {
  const autoSubmitted = firstWord(headers.first('auto-submitted'))
  if (autoSubmitted !== '' && autoSubmitted !== 'no') return emailKindWords.auto_submitted({ value: autoSubmitted })
  const report = root.params.get('report-type')?.toLowerCase()
  if (report === 'disposition-notification') return emailKindWords.read_receipt()
  if (report !== undefined) return emailKindWords.report()
  if (root.mediaType === 'text/calendar' && root.params.get('method')?.toLowerCase() === 'reply')
    return emailKindWords.calendar()
  if (/rules? agent/i.test(headers.first('x-ms-exchange-generated-message-source') ?? ''))
    return emailKindWords.mailbox_rule()
  for (const name of replyHeaders) {
    const value = headers.first(name)
    if (value !== undefined && firstWord(value) !== 'no') return emailKindWords.carries_field({ field: name })
  }
  for (const name of ['precedence', 'x-precedence', 'preference']) {
    if (/^auto[_-]?reply/.test(firstWord(headers.first(name)))) return emailKindWords.precedence_automatic()
  }
  if (/^vacation\b/i.test(headers.first('x-mailer') ?? '')) return emailKindWords.vacation_program()
  if (/autoresponder/i.test(headers.first('x-post-messageclass') ?? '')) return emailKindWords.autoresponder()
  const opening = text.slice(0, 2000)
  if (readReceipt.test(opening)) return emailKindWords.read_receipt()
  const isBulk = /^(?:bulk|junk)/.test(firstWord(headers.first('precedence')))
  const agrees = returnPath === '' || isBulk || headers.first('x-auto-response-suppress') !== undefined
  // A subject alone proves nothing ("Out of office chairs"): it needs a field or the usual words beside it.
  if (automaticSubject.test(subject)) {
    if (agrees) return emailKindWords.subject_and_header()
    if (absenceWords.test(opening) || machineWords.test(opening)) {
      return emailKindWords.subject_and_text()
    }
  }
  if (absenceSubject.test(subject) && absenceWords.test(opening)) {
    return emailKindWords.subject_and_text()
  }
  // Nor does the text alone: a form on a site also writes "automatically created", above a customer's words.
  const answersNobody = from !== null && noReply.test(from.address) && replyTo.length === 0
  if (machineWords.test(opening) && (agrees || answersNobody)) {
    return emailKindWords.text_and_header()
  }
  return null
}

const noReply = /^(?:no|do-?not|ne-?pas|nicht|non)[-_.]?(?:reply|répondre|repondre|antworten|rispondere|responder)\b/

/** `auto-replied (vacation)` → `auto-replied` */
export function firstWord(value: string | undefined): string {
  return /[\w.-]+/.exec(value ?? '')?.[0]?.toLowerCase() ?? ''
}
