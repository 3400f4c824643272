import { normaliseAddress } from '../addresses.ts'
import { labelOf, matchHeaderBlock } from '../reading/reply/header-block.ts'

/** Lines that are searched for the head of a forwarded mail: a note of the forwarder is shorter. */
const maxLines = 400
/** Lines of the head itself. */
const headLines = 12

interface ForwardedAuthor {
  value: string
  name: string | null
}

/**
 * Who wrote the mail that a mail passes on, by the head that mail programs copy above it. Anybody can write such a head:
 * it is a claim. Null where there is none, or where it names no address. Below the head of a colleague, who has only passed
 * it on as well, the next one is looked for.
 */
export function forwardedAuthor(
  text: string,
  isColleague: (address: string) => boolean = () => false,
): ForwardedAuthor | null {
  const lines = text.split('\n', maxLines).map((line) => line.replace(/^[>\s]+/, ''))
  let passedOnBy: ForwardedAuthor | null = null
  for (let from = 0; from < lines.length; from++) {
    const author = authorAt(lines, from)
    if (author === undefined) continue
    if (author === null || !isColleague(author.value)) return author ?? passedOnBy
    passedOnBy ??= author
    from += headOf(lines, from)
  }
  return passedOnBy
}

/** Undefined: no head begins here. */
function authorAt(lines: readonly string[], from: number): ForwardedAuthor | null | undefined {
  const glued = lines[from]!.length < 2000 ? gluedHead.exec(lines[from]!) : null
  if (glued) return authorIn(glued[1]!)
  if (matchHeaderBlock([...lines], from) === null) return undefined
  for (const line of lines.slice(from, from + headOf(lines, from))) {
    const field = labelOf(line)
    if (field?.label !== 'from') continue
    const author = authorIn(field.value)
    if (author !== null) return author
  }
  return null
}

/** How many lines may belong to the head that begins here: it ends with the first that is empty. */
function headOf(lines: readonly string[], from: number): number {
  const end = lines.slice(from + 1, from + headLines).findIndex((line) => line === '')
  return end < 0 ? headLines : end + 1
}

/** "----- Forwarded Message ----- From: Ana <ana@post.example>To: …": some web mailers lose the line breaks. */
const gluedHead =
  /^-{3,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|mensagem encaminhada|messaggio inoltrato)\s*-{3,}\s*(?:from|von|de|da)\s?:\s*(.+)$/iu

const address =
  /<(?:mailto:)?([^<>\s]{1,320})>|\[mailto:([^\]\s]{1,320})\]|([^\s<>()[\]",;:]{1,255}@[^\s<>()[\]",;:]{1,255})/i

function authorIn(value: string): { value: string; name: string | null } | null {
  const match = value.length > 1000 ? null : address.exec(value)
  const found = match && normaliseAddress((match[1] ?? match[2] ?? match[3] ?? '').replace(/\*+$/, ''))
  if (!match || found === null) return null
  const name = value.slice(0, match.index).replaceAll(/["'*]/g, '').trim()
  return { value: found, name: name === '' || name.includes('@') ? null : name.slice(0, 200) }
}
