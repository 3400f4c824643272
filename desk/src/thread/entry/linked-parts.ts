const webAddress = /\bhttps?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/g

/** Plain text cut where web addresses begin and end. Together the parts are the whole text. */
export function linkedParts(text: string): { text: string; isLink: boolean }[] {
  const parts: { text: string; isLink: boolean }[] = []
  let from = 0
  for (const match of text.matchAll(webAddress)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), isLink: false })
    parts.push({ text: match[0], isLink: true })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from), isLink: false })
  return parts
}
