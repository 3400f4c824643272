/** What mail programs write above a quote, in the language of the company; ours have to be known again by others. */
export interface QuoteWords {
  /** `{date}` and `{name}` stand for what they say. */
  above: string
  picture: string
  /** In square brackets, which no mail program's own words have. */
  cut: string
  more: string
}

const words: Record<string, QuoteWords> = {
  en: { above: 'On {date}, {name} wrote:', picture: 'picture', cut: '[…]', more: '[Earlier messages left out]' },
  de: {
    above: 'Am {date} schrieb {name}:',
    picture: 'Bild',
    cut: '[…]',
    more: '[Frühere Nachrichten ausgelassen]',
  },
  fr: {
    above: 'Le {date}, {name} a écrit :',
    picture: 'image',
    cut: '[…]',
    more: '[Messages précédents omis]',
  },
  es: {
    above: 'El {date}, {name} escribió:',
    picture: 'imagen',
    cut: '[…]',
    more: '[Mensajes anteriores omitidos]',
  },
  it: {
    above: 'Il {date}, {name} ha scritto:',
    picture: 'immagine',
    cut: '[…]',
    more: '[Messaggi precedenti omessi]',
  },
  pt: {
    above: 'Em {date}, {name} escreveu:',
    picture: 'imagem',
    cut: '[…]',
    more: '[Mensagens anteriores omitidas]',
  },
  nl: {
    above: 'Op {date} schreef {name}:',
    picture: 'afbeelding',
    cut: '[…]',
    more: '[Eerdere berichten weggelaten]',
  },
  pl: {
    above: 'W dniu {date} {name} napisał(a):',
    picture: 'obraz',
    cut: '[…]',
    more: '[Pominięto wcześniejsze wiadomości]',
  },
  ar: { above: 'في {date}، {name} كتب:', picture: 'صورة', cut: '[…]', more: '[حُذفت الرسائل السابقة]' },
  ja: {
    above: '{date}、{name} さんは書きました:',
    picture: '画像',
    cut: '[…]',
    more: '[以前のメッセージは省略されています]',
  },
}

export function quoteWords(language: string): QuoteWords {
  return words[language] ?? words['en']!
}

/** In UTC and said so: whose clock the reader has is not known. */
export function dateOf(at: Date, language: string): string {
  const [day, month, year] = [at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCFullYear()]
  const two = (number: number): string => String(number).padStart(2, '0')
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`
  if (language === 'ja') return `${year}/${two(month)}/${two(day)} ${time}`
  if (!Object.hasOwn(words, language) || language === 'en') {
    const name = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[month - 1]!
    return `${day} ${name} ${year}, ${time}`
  }
  const separator = language === 'de' || language === 'pl' ? '.' : language === 'nl' ? '-' : '/'
  return `${[two(day), two(month), year].join(separator)} ${time}`
}
