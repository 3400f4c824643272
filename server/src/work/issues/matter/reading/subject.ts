import { foldText } from './fold.ts'
import { tokensOf } from './tokens.ts'

export interface Subject {
  /** Its words, in one form: without what mail programs put before and behind. */
  readonly text: string
  /** It says that it answers or passes on another mail. */
  readonly isReply: boolean
}

/** The base subject, as in RFC 5256 but in more languages: `[ext] AW: Re[2]: Broken lamp (fwd)` is `broken lamp`. */
export function normaliseSubject(raw: string): Subject {
  let text = foldText(raw.slice(0, 500)).replace(/\s+/g, ' ').trim()
  let isReply = false
  for (let before = ''; before !== text;) {
    before = text
    text = text.replace(/\s*\(fwd?\)$/, () => ((isReply = true), ''))
    text = text.replace(prefix, () => ((isReply = true), ''))
    text = text.replace(/^\[(?:fwd?|re|wg|aw|tr|rv):(.*)\]$/, (_, inner: string) => ((isReply = true), inner.trim()))
    // A tag goes only while something is left to be called by.
    text = text.replace(/^\[[^[\]]{0,60}\]\s*(?=\S)/, '')
  }
  const words = tokensOf(text).map(({ word }) => word.text)
  return { text: words.join(' ').slice(0, 100).trimEnd().toWellFormed(), isReply }
}

// Reply and forward marks of mail programs by language, as in "AW: ", "RE : ", "Re[2]: ", "Re^3: ", "回复：".
const marks = [
  're|fw|fwd|forward|forwarded',
  'aw|antwort|wg|weitergeleitet',
  'ref|rep|reponse|tr|transfere',
  'rv|reenviar|reenviado|respuesta|res|enc|resposta|encaminhado',
  'r|rif|i|inoltro|inoltra|risposta',
  'antw|doorst|betr',
  'sv|vs|vb|vl|svar|ang|videresendt|vidarebefordrat',
  'odp|pd|odpowiedz|podaj dalej|ha|preposl|va|tovabbitas|valasz',
  'ynt|ilt|iletildi|yanit|atb|raspuns|redirectionat',
  'отв|ответ|на|пересл|σχετ|απ|πρθ',
  '回复|回覆|答复|转发|轉寄|返信|転送|답장|회신|전달',
].join('|')
const prefix = new RegExp(`^(?:\\[[^[\\]]{0,60}\\]\\s*)?(?:${marks})\\s?(?:[[(^]\\d{1,3}[\\])]?)?\\s?[:：]\\s*`)
