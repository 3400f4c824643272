import type { KindFacts } from './kind.ts'

const replyHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-auto-response',
]

/** Why a mail is an automatic one, in a sentence; null when nothing says so. */
export function automaticReason({ headers, root, returnPath, subject, text }: KindFacts): string | null {
  const autoSubmitted = firstWord(headers.first('auto-submitted'))
  if (autoSubmitted !== '' && autoSubmitted !== 'no') return `Its Auto-Submitted field says ${autoSubmitted}.`
  const report = root.params.get('report-type')?.toLowerCase()
  if (report === 'disposition-notification') return 'It is a receipt that a mail was read or deleted.'
  if (report !== undefined) return 'It is the report of a machine.'
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
  // A subject alone proves nothing ("Out of office chairs"): it needs a field or the usual words beside it.
  if (automaticSubject.test(subject)) {
    const bulk = /^(?:bulk|junk)/.test(firstWord(headers.first('precedence')))
    if (returnPath === '' || bulk || headers.first('x-auto-response-suppress') !== undefined) {
      return 'Its subject is that of an automatic reply, and its header agrees.'
    }
    if (absenceWords.test(text.slice(0, 2000))) return 'Its subject and text are those of an automatic reply.'
  }
  return null
}

const automaticSubject = new RegExp(
  '^\\s*(?:(?:re|aw|sv|rv|antw)\\s*:\\s*)?(?:' +
    [
      'auto(?:matic|mated)?[ -]?(?:reply|response|answer)',
      'out of (?:the )?office',
      'on vacation',
      'away from (?:my )?(?:mail|office|desk)',
      'automatische (?:antwort|reactie)',
      'abwesenheit\\S*',
      'réponse automatique',
      'absen(?:ce|t)(?: du bureau)?\\b',
      'respuesta automática',
      'fuera de la oficina',
      'resposta automática',
      'fora do escritório',
      'risposta automatica',
      'fuori (?:sede|ufficio)',
      'autosvar',
      'automatiskt? svar',
      'automaattinen vastaus',
      'autom?atyczna odpowiedź',
      'odpowiedź automatyczna',
      'automatická odpov[eě]ď',
      'автоматический ответ',
      'автоответ',
      'otomatik yanıt',
      '自動応答',
      '自动回复',
      '자동 회신',
    ].join('|') +
    ')',
  'i',
)

const absenceWords = new RegExp(
  [
    'out of (?:the )?office',
    '(?:currently|i am|i.m) (?:away|on (?:vacation|leave|holiday))',
    'limited access to (?:my )?e-?mail',
    'will (?:reply|respond|get back to you) (?:when|as soon as|upon)',
    'nicht (?:im büro|am platz|im haus|erreichbar)',
    'wieder (?:im büro|erreichbar)',
    'absent\\(?e?\\)? (?:du|jusqu)',
    'de retour le',
    'fuera de la oficina',
    'fora do escritório',
    'fuori (?:sede|ufficio)',
    'niet (?:op kantoor|aanwezig)',
    'inte på (?:kontoret|plats)',
    'ikke (?:på kontoret|til stede)',
    'this is an automat(?:ic|ed) (?:reply|response|message)',
    'automatisch (?:erstellt|generiert)',
    'не в офисе',
    '不在',
  ].join('|'),
  'i',
)

/** `auto-replied (vacation)` → `auto-replied` */
export function firstWord(value: string | undefined): string {
  return /[\w.-]+/.exec(value ?? '')?.[0]?.toLowerCase() ?? ''
}
