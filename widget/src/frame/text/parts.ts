/** A message as pieces of text and links: what a person wrote is never markup. */
export type Part = { readonly text: string; readonly href?: string }

// Every repetition is bounded, so that evil text is read in a time that grows with its length only.
// Signs that turn the direction of what follows have no place in an address that somebody is to judge by reading it.
const address =
  /\b(?:https?:\/\/[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/gi

export function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const found = withoutTail(match[0])
    const href = hrefOf(found)
    if (href === null) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: found, href })
    end = match.index + found.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}

/** Punctuation belongs to the sentence, and a closing bracket to the bracket before the link. */
function withoutTail(found: string): string {
  let surplus = found.split(')').length - found.split('(').length
  let end = found.length
  for (; end > 0; end -= 1) {
    const last = found[end - 1]!
    if (last === ')' && surplus > 0) surplus -= 1
    else if (!'.,;:!?…、。，'.includes(last)) break
  }
  return found.slice(0, end)
}

function hrefOf(found: string): string | null {
  if (!/^https?:/i.test(found)) return `mailto:${found}`
  return URL.canParse(found) ? found : null
}
