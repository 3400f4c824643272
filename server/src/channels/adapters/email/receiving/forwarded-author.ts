import { normaliseAddress } from '../addresses.ts'
import { labelOf, matchHeaderBlock } from '../reading/reply/header-block.ts'

/** Lines that are searched for the head of a forwarded mail: a note of the forwarder is shorter. */
const maxLines = 400
/** Lines of the head itself. */
const headLines = 12

/**
 * Who wrote the mail that a mail passes on, by the head that mail programs copy above it. Anybody can write such a head:
 * it is a claim. Null where there is none, or where it names no address.
 */
export function forwardedAuthor(text: string): { value: string; name: string | null } | null {
  const lines = text.split('\n', maxLines).map((line) => line.replace(/^[>\s]+/, ''))
  for (let from = 0; from < lines.length; from++) {
    if (matchHeaderBlock(lines, from) === null) continue
    for (const line of lines.slice(from, from + headLines)) {
      const field = labelOf(line)
      if (field?.label !== 'from') continue
      const author = authorIn(field.value)
      if (author !== null) return author
    }
    return null
  }
  return null
}

const address =
  /<(?:mailto:)?([^<>\s]{1,320})>|\[mailto:([^\]\s]{1,320})\]|([^\s<>()[\]",;:]{1,255}@[^\s<>()[\]",;:]{1,255})/i

function authorIn(value: string): { value: string; name: string | null } | null {
  const match = value.length > 1000 ? null : address.exec(value)
  const found = match && normaliseAddress((match[1] ?? match[2] ?? match[3] ?? '').replace(/\*+$/, ''))
  if (!match || found === null) return null
  const name = value.slice(0, match.index).replaceAll(/["'*]/g, '').trim()
  return { value: found, name: name === '' || name.includes('@') ? null : name.slice(0, 200) }
}
