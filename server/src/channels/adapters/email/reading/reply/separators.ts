/** Lines that clients put between a reply and the mail it answers, or above one that is passed on. */

const rule = /^[\s>]*(?:\*{0,2}[-_=─━—–]{3,}\*{0,2}|\*{3,})\s*$/u
const ruleWords = /^[\s>*]{0,20}[-_=─━—–]{2,}\s*([\p{L}][\p{L}\p{M}'’. -]{3,50}?)\s*[-_=─━—–]{2,}[\s*]*$/u

const originalWords = new RegExp(
  `^(?:${[
    '(?:original|reply|previous) (?:message|e-?mail|mail|appointment)',
    '(?:ursprüngliche|original|antwort) (?:nachricht|mail|e-?mail|termin)',
    'original-?nachricht',
    "message d['’]origine",
    'message original',
    "(?:courriel|mail|courrier|e-?mail) (?:original|d[’']origine)",
    'mensaje original|correo original',
    'mensagem original',
    'messaggio originale',
    'oorspronkelijk bericht',
    'oprindelig (?:meddelelse|besked|mail)',
    'opprinnelig melding',
    'originalmeddelande',
    'ursprungligt meddelande',
    'alkuperäinen viesti',
    'oryginalna wiadomość',
    'wiadomość oryginalna',
    'původní (?:zpráva|e-?mail)',
    'pôvodn[áý] (?:správa|e-?mail)',
    'eredeti üzenet',
    'исходное сообщение',
    'оригинальное сообщение',
    'original wiadomość',
    'orijinal mesaj',
    'özgün ileti',
    'mesaj original',
    'αρχικό μήνυμα',
    '原始邮件|回复的原邮件|邮件原件',
    'الرسالة الأصلية|הודעה מקורית',
    '原始郵件',
    '元のメッセージ',
    '원본 메시지',
    'original message follows',
  ].join('|')})$`,
  'iu',
)

const forwardWords = new RegExp(
  `^(?:begin |début du |inicio del |)(?:${[
    'forwarded (?:message|mail|e-?mail)(?: follows)?',
    'weitergeleitete (?:nachricht|e-?mail|mail)',
    'message (?:transféré|transmis|réexpédié)',
    'mensaje reenviado',
    'mensagem (?:encaminhada|reencaminhada)',
    'messaggio inoltrato',
    'doorgestuurd bericht',
    'videresendt (?:meddelelse|melding|besked)',
    'videresendt e-post',
    'vidarebefordrat (?:meddelande|mejl|mail)',
    'välitetty viesti',
    'przekazana wiadomość',
    'wiadomość przekazana dalej',
    'přeposlaná zpráva',
    'preposlaná správa',
    'továbbított üzenet',
    'пересылаемое сообщение',
    'пересланное сообщение',
    'переслане повідомлення',
    'iletilen (?:mesaj|ileti)',
    'mesaj redirecționat',
    '转发(?:的)?(?:原)?邮件',
    '轉寄郵件',
    '転送メッセージ',
    '전달된 메시지',
  ].join('|')})$`,
  'iu',
)
const appleForward =
  /^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|début du message (?:transféré|réexpédié)|inicio del mensaje reenviado|inizio messaggio inoltrato|início da mensagem (?:encaminhada|reencaminhada)|begin doorgestuurd bericht|start på videresendt (?:besked|melding)|vidarebefordrat brev|välitetty viesti alkaa|начало переадресованного (?:сообщения|письма)|転送されたメッセージ)\s*[:：]$/iu

/** A bare rule: "-----", "____", "====". */
export function isRule(line: string): boolean {
  return line.length < 500 && rule.test(line)
}

/** "------ Původní e-mail ------": in whatever language, between dashes. Only believed above a copied header. */
export function isRuleWithWords(line: string): boolean {
  return wordsOf(line) !== null && !isForwardSeparator(line)
}

/** What help desks print above their mail: "##- Please type your reply above this line -##". */
const replyAbove =
  /(?:reply|write|type|answer)\b.{0,30}\babove this line|(?:antwort\p{L}*|schreiben)\b.{0,40}\b(?:über|oberhalb) dieser (?:linie|zeile)|(?:répon\p{L}*|écri\p{L}*)\b.{0,30}au-dessus de cette ligne|(?:respond\p{L}*|escrib\p{L}*)\b.{0,40}encima de esta línea/iu

/** "-----Original Message-----": what is below was written before. */
export function isOriginalSeparator(line: string): boolean {
  if (line.length < 150 && /^[\s*]*[-#=_~+]{2,}/.test(line) && replyAbove.test(line)) return true
  if (line.length < 300 && messageFrom.test(line)) return true
  const glued = line.length < 1000 ? gluedHeader.exec(line) : null
  if (glued && originalWords.test(glued[1]!.trim())) return true
  const text = wordsOf(line)
  return text !== null && originalWords.test(text)
}

/** "-------- Original message --------From: Ana Date: …": some phones lose the line breaks. */
const gluedHeader = /^\s*[-=_]{2,}\s*([^-=_:]{3,50}?)\s*[-=_]{2,}\s*\p{L}[\p{L} ]{0,20}[:：]/u

/** "----- Nachricht von Ana <ana@post.example> -----" */
const messageFrom =
  /^\s*-{3,}\s*(?:message from|nachricht von|message de|mensaje de|mensagem de|messaggio da|bericht van|wiadomość od|сообщение от)\s.{3,250}-{3,}\s*$/i

/** The same words without dashes: only above a copied header. */
export function isOriginalHeading(line: string): boolean {
  const text = line.trim()
  return text.length <= 50 && originalWords.test(text)
}

/** "---------- Forwarded message ----------": what is below is what the sender wants read. */
export function isForwardSeparator(line: string): boolean {
  if (line.length > 200) return false
  if (appleForward.test(line.trim())) return true
  const text = wordsOf(line)
  return text !== null && forwardWords.test(text)
}

function wordsOf(line: string): string | null {
  return line.length < 200 ? (ruleWords.exec(line)?.[1]?.trim() ?? null) : null
}
