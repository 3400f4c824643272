/** One message as it stands below the words of who forwards it. */
export interface Passage {
  from: string
  date: Date
  subject: string | null
  to: readonly string[]
  cc: readonly string[]
  text: string
  /** Harmless already; null: the text stands for it. */
  html: string | null
}

const rule = '---------- Forwarded message ----------'

/** The head that mail programs write above what they forward, and the text, one message after the other. Pure. */
export function forwardedText(passages: readonly Passage[]): string {
  return passages
    .map((passage) => [rule, ...headOf(passage).map(([label, value]) => `${label}: ${value}`), '', passage.text.trim()])
    .map((lines) => lines.join('\n').trimEnd())
    .join('\n\n')
}

/** The same in HTML; null where no message has any, since the text says all of it. */
export function forwardedHtml(passages: readonly Passage[]): string | null {
  if (passages.every(({ html }) => html === null)) return null
  return passages
    .map((passage) => {
      const head = headOf(passage).map(([label, value]) => `<b>${label}:</b> ${escaped(value)}`)
      const body = passage.html === null ? escaped(passage.text.trim()) : passage.html
      return `<div><p>${[rule, ...head].join('<br>')}</p><div>${body}</div></div>`
    })
    .join('<br>')
}

/** Bcc is left out. */
function headOf({ from, date, subject, to, cc }: Passage): (readonly [string, string])[] {
  const lines = [
    ['From', from],
    ['Date', date.toUTCString()],
    ['Subject', subject ?? ''],
    ['To', to.join(', ')],
    ['Cc', cc.join(', ')],
  ] as const
  return lines.map(([label, value]) => [label, oneLine(value)] as const).filter(([, value]) => value !== '')
}

const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim()

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')

/** With `Fwd: `, unless a mail program has marked it as forwarded already (`WG:`, `TR:`). */
export function forwardSubject(subject: string | null): string {
  const given = oneLine(subject ?? '')
  return forwardMark.test(given) ? given : `Fwd: ${given}`.trim()
}

const forwardMark = /^(?:fwd?|wg|tr|i|rv|enc|doorst|vb|vs|pd)\s*:/i
