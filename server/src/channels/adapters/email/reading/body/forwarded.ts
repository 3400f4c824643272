import type { MailLimits, Problems } from '../limits.ts'
import { safeLine } from '../text-safety.ts'
import { decodeRawHeader } from '../mime/headers.ts'
import { decodeEncodedWords } from '../mime/parameters.ts'
import type { Part } from '../mime/tree.ts'

/** How a mail attached to a mail is announced in the text: as the common clients announce a forwarded one. */
export function forwardedHeading(inner: Part, limits: MailLimits, problems: Problems): string {
  const lines = ['---------- Forwarded message ----------']
  for (const [label, name] of [
    ['From', 'from'],
    ['Date', 'date'],
    ['Subject', 'subject'],
    ['To', 'to'],
    ['Cc', 'cc'],
  ] as const) {
    const value = inner.headers.first(name)
    if (value === undefined) continue
    const decoded = decodeEncodedWords(decodeRawHeader(value, inner.params.get('charset'), problems))
    lines.push(`${label}: ${safeLine(decoded, limits.subjectChars, problems)}`)
  }
  return lines.join('\n')
}
