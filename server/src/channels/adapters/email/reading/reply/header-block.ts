/**
 * The header that clients copy above a quoted mail: "From: … Sent: … To: … Subject: …", in many languages, bold
 * or not, indented or not.
 */

import { isRule } from './separators.ts'

const labels = ['from', 'sent', 'date', 'to', 'cc', 'subject', 'other'] as const
type Label = (typeof labels)[number]

const words: Record<Label, string> = {
  from: 'from|von|de|da|van|fra|från|od|od kogo|от|від|kimden|gönderen|feladó|lähettäjä|expéditeur|remitente|de la|από|avsändare|mittente|afzender|nadawca|expeditor|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|từ|dari|odesílatel|odosielateľ|šalje|pošiljatelj|gönderici|saatja|nuo|보낸사람|מאת|من|จาก',
  // No form but a mail's header says when something was sent.
  sent: 'message du|sent|gesendet|gesendet am|envoyé|envoyé le|enviado|enviado el|enviada|enviada em|enviado em|inviato|inviato il|verzonden|sendt|skickat|wysłano|wysłane|data wysłania|отправлено|надіслано|gönderilme|gönderildi|gönderme tarihi|gönderilme tarihi|gönderim tarihi|saadetud|nosūtīts|išsiųsta|enviat|enviat el|보낸날짜|elküldve|küldve|lähetetty|odesláno|odoslané|trimis|trimis la|poslano|изпратено|στάλθηκε|απεσταλμένα|נשלח|تاريخ الإرسال|ส่ง|发送时间|发送日期|寄件日期|送信日時|送信日|発送日時|送信時刻|보낸 날짜|đã gửi|dikirim',
  date: 'date|datum|fecha|data|dato|дата|tarih|dátum|päivämäärä|ημερομηνία|日期|日時|日付|날짜|ngày|tanggal|дата і час|datum en tijd|תאריך|التاريخ|วันที่',
  to: 'to|an|à|a|para|aan|til|till|do|komu|кому|kime|alıcı|címzett|vastaanottaja|către|προς|收件人|收件者|宛先|받는 사람|đến|tới|kepada|destinataire|destinatario|empfänger|mottagare|modtager|ontvanger|prima|primatelj|prejemnik|adressaat|kam|per a|받는사람|до|אל|إلى|ถึง',
  cc: 'cc|c\\.c\\.|kopie|copie à|copie|copia|kopia|kopi|копия|bilgi|másolatot kap|másolat|kopio|抄送|副本|참조|bcc|cci|cco',
  subject:
    'subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|temat|тема|konu|tárgy|aihe|předmět|predmet|subiect|θέμα|sujet|主题|主旨|件名|제목|chủ đề|perihal|subjek|題名|标题|標題|относно|נושא|الموضوع|เรื่อง|teema|tēma|tema|zadeva|re',
  other:
    'reply-to|antwort an|répondre à|responder a|rispondi a|importance|priority|priorität|attachments?|anlagen?|pièces jointes|archivos adjuntos|allegati|organization|return-path|message-id|mailed-by|signed-by',
}

const labelByWord = new Map<string, Label>(
  labels.flatMap((label) => words[label].split('|').map((word): [string, Label] => [word.replaceAll('\\', ''), label])),
)
const labelled = /^[\s*_|]{0,12}([\p{L}][\p{L}\p{M} .-]{0,20}?)[\s\u00a0*_]{0,4}[:：][\s*_]{0,4}(.*)$/u
/** A second field on the same line, where line breaks were lost. */
const inline = /\s(?:sent|date|to|subject|gesendet|an|betreff|objet|envoyé|asunto|oggetto|onderwerp)\s?:\s/giu

/** A mail was sent at a time, or at least in a year: "Date: 3 December" is somebody's plan. */
const clockOrYear = /\d{1,2}[:.h]\d{2}|\d{1,2}\s?[ap]\.?m|\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}/i

export interface HeaderBlock {
  /** The last line that belongs to it. */
  to: number
  /** It says when something was sent, as only a mail's header does. */
  isSent: boolean
}

/** Fields and their wrapped lines looked at; a long list of recipients wraps often. */
const maxLines = 25

/**
 * A block that begins at line `from`: it names sender or date, a second field, and what makes it mail rather than
 * "From: London, To: Paris, Date: 5 May": an address, or a subject beside a date.
 */
export function matchHeaderBlock(lines: readonly string[], from: number): HeaderBlock | null {
  const first = labelOf(lines[from]!)
  if (first === null && from > 0 && isRule(lines[from - 1]!)) return matchByShape(lines, from)
  if (first === null || first.label === 'cc' || first.label === 'other') return null
  // Not how mail programs begin, but for few: then everything of a header has to be there.
  const isUnusual = first.label === 'to' || first.label === 'subject'
  const seen = new Set<Label>()
  let hasAddress = false
  let hasDate = false
  let hasTime = false
  let to = from
  let blanks = 0
  for (let i = from; i < lines.length && i < from + maxLines; i++) {
    const line = lines[i]!
    const trimmed = line.trim()
    if (trimmed === '') {
      // HTML turned to text often has an empty line after each field.
      if (++blanks > 1 || seen.has('subject')) break
      continue
    }
    const field = labelOf(line)
    if (field === null) {
      // Wrapped: an address or a rest of a list. Prose ends the block.
      if (blanks > 0 || trimmed.length > 120 || (!/@|^[<(]|[>;,]$/.test(trimmed) && !/^\s/.test(line))) break
      hasAddress ||= trimmed.includes('@')
      to = i
      continue
    }
    if (seen.has(field.label) && (blanks > 0 || field.label !== 'other')) break
    blanks = 0
    seen.add(field.label)
    for (const match of field.value.matchAll(inline)) {
      const more = labelByWord.get(match[0].replace(/[\s:]/g, '').toLowerCase())
      if (more) seen.add(more)
    }
    if (field.label === 'from' || field.label === 'to' || field.label === 'cc') hasAddress ||= field.value.includes('@')
    if (field.label === 'date' || field.label === 'sent' || /\d{1,2}[:.]\d{2}/.test(field.value))
      hasDate ||= /\d/.test(field.value)
    hasTime ||= hasDate && clockOrYear.test(field.value)
    to = i
  }
  const named = seen.size - (seen.has('other') ? 1 : 0)
  if (named < 2) return null
  const isComplete = seen.has('subject') ? hasDate || named >= 3 : seen.has('sent') && hasDate && named >= 3
  if (isUnusual && !(seen.has('from') && hasAddress && (hasDate || seen.has('sent')) && named >= 4)) return null
  const isMail = hasAddress || (seen.has('from') && isComplete && hasTime)
  return isMail ? { to, isSent: seen.has('sent') } : null
}

/** In a language that is not among ours: below a rule, four fields or more, the first with an address, one with a time. */
function matchByShape(lines: readonly string[], from: number): HeaderBlock | null {
  let to = from - 1
  let hasTime = false
  while (to + 1 < lines.length && to - from < 8) {
    const line = lines[to + 1]!
    if (line.length > 1000 || !labelled.test(line)) break
    hasTime ||= /\d{1,2}[:.]\d{2}/.test(line) && /\d{4}/.test(line)
    to++
  }
  return hasTime && to - from >= 3 && /[^\s<>]@[^\s<>]/.test(lines[from]!) ? { to, isSent: false } : null
}

export function labelOf(line: string): { label: Label; value: string } | null {
  if (line.length > 1000 || !/[:：]/.test(line)) return null
  const match = labelled.exec(line)
  if (!match) return null
  const word = match[1]!.trim().toLowerCase()
  // "主 题": set wide.
  const label = labelByWord.get(word) ?? labelByWord.get(word.replace(/(?<=\p{Lo})\s(?=\p{Lo})/gu, ''))
  return label === undefined ? null : { label, value: match[2]! }
}
