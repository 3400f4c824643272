import type { MailLimits, Problems } from '../limits.ts'

/**
 * The message ids of a field, without angle brackets, once each, in order. `In-Reply-To` may hold a phrase
 * beside the id; a field that is one bare word is taken as an id too, since some mailers forget the brackets.
 */
export function parseMessageIds(field: string | undefined, limits: MailLimits, problems: Problems): string[] {
  if (field === undefined || field === '') return []
  const ids = new Set<string>()
  let open = field.indexOf('<')
  while (open >= 0) {
    const close = field.indexOf('>', open + 1)
    if (close < 0) break
    const reopened = field.lastIndexOf('<', close)
    const id = field.slice(reopened + 1, close).replace(/\s+/g, '')
    if (id.length > limits.messageIdChars) problems.note('A message id too long to be one was left out.')
    else if (id !== '') ids.add(id)
    open = field.indexOf('<', close)
  }
  if (ids.size === 0) {
    const bare = field.trim().replace(/[<>]/g, '')
    if (/^\S+@\S+$/.test(bare) && bare.length <= limits.messageIdChars) ids.add(bare)
  }
  const all = [...ids]
  if (all.length <= limits.references) return all
  problems.note('There were too many references; the first and the last were kept.')
  const first = Math.ceil(limits.references / 5)
  return [...all.slice(0, first), ...all.slice(first - limits.references)]
}
