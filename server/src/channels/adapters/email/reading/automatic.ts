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

/** Why a mail is an automatic one, in a sentence; null when nothing says so. */
export function automaticReason({ headers, root, from, replyTo, returnPath, subject, text }: KindFacts): string | null {
  const autoSubmitted = firstWord(headers.first('auto-submitted'))
  if (autoSubmitted !== '' && autoSubmitted !== 'no') return `Its Auto-Submitted field says ${autoSubmitted}.`
  const report = root.params.get('report-type')?.toLowerCase()
  if (report === 'disposition-notification') return 'It is a receipt that a mail was read or deleted.'
  if (report !== undefined) return 'It is the report of a machine.'
  if (root.mediaType === 'text/calendar' && root.params.get('method')?.toLowerCase() === 'reply')
    return 'A calendar answers an invitation.'
  if (/rules? agent/i.test(headers.first('x-ms-exchange-generated-message-source') ?? ''))
    return 'A rule of the sender’s mailbox sent it.'
  for (const name of replyHeaders) {
    const value = headers.first(name)
    if (value !== undefined && firstWord(value) !== 'no') return `It carries the field ${name}.`
  }
  for (const name of ['precedence', 'x-precedence', 'preference']) {
    if (/^auto[_-]?reply/.test(firstWord(headers.first(name))))
      return 'Its Precedence field says that it is an automatic reply.'
  }
  if (/^vacation\b/i.test(headers.first('x-mailer') ?? '')) return 'A vacation program sent it.'
  if (/autoresponder/i.test(headers.first('x-post-messageclass') ?? '')) return 'Its message class says autoresponder.'
  const opening = text.slice(0, 2000)
  if (readReceipt.test(opening)) return 'It is a receipt that a mail was read or deleted.'
  const isBulk = /^(?:bulk|junk)/.test(firstWord(headers.first('precedence')))
  const agrees = returnPath === '' || isBulk || headers.first('x-auto-response-suppress') !== undefined
  // A subject alone proves nothing ("Out of office chairs"): it needs a field or the usual words beside it.
  if (automaticSubject.test(subject)) {
    if (agrees) return 'Its subject is that of an automatic reply, and its header agrees.'
    if (absenceWords.test(opening) || machineWords.test(opening)) {
      return 'Its subject and text are those of an automatic reply.'
    }
  }
  if (absenceSubject.test(subject) && absenceWords.test(opening)) {
    return 'Its subject and text are those of an automatic reply.'
  }
  // Nor does the text alone: a form on a site also writes "automatically created", above a customer's words.
  const answersNobody = from !== null && noReply.test(from.address) && replyTo.length === 0
  if (machineWords.test(opening) && (agrees || answersNobody)) {
    return 'Its text says that a machine wrote it, and its header agrees.'
  }
  return null
}

const noReply = /^(?:no|do-?not|ne-?pas|nicht|non)[-_.]?(?:reply|répondre|repondre|antworten|rispondere|responder)\b/

/** `auto-replied (vacation)` → `auto-replied` */
export function firstWord(value: string | undefined): string {
  return /[\w.-]+/.exec(value ?? '')?.[0]?.toLowerCase() ?? ''
}
