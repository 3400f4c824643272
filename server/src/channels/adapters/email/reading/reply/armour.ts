import type { LineKind } from './line-kind.ts'

const begin = /^-----BEGIN PGP SIGNED MESSAGE-----\s*$/
const signature = /^-----BEGIN PGP SIGNATURE-----\s*$/
const end = /^-----END PGP SIGNATURE-----\s*$/

/** What inline PGP adds to a signed text is folded with the signature: it is for programs to read. */
export function markArmour(lines: readonly string[], kinds: LineKind[]): void {
  const from = lines.findIndex((line) => begin.test(line))
  if (from < 0 || kinds[from] !== 'own') return
  const signed = lines.findIndex((line, i) => i > from && signature.test(line))
  const to = signed < 0 ? -1 : lines.findIndex((line, i) => i > signed && end.test(line))
  if (to < 0) return
  kinds.fill('signature', signed, to + 1)
  // "Hash: SHA256" and its like, up to the empty line.
  const blank = lines.findIndex((line, i) => i > from && line.trim() === '')
  kinds.fill('signature', from, Math.min(signed, blank + 1))
}
