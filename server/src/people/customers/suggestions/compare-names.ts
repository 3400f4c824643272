export type NameAgreement = 'same' | 'initials' | 'part' | 'similar' | 'different'

/** How much alike two names are, whatever their order, case, accents and titles. Null where one says nothing. */
export function compareNames(one: string, other: string): NameAgreement | null {
  const [shorter, longer] = [wordsOf(one), wordsOf(other)].toSorted((a, b) => a.length - b.length)
  if (!shorter || !longer || shorter.length === 0) return null
  if (shorter.length === longer.length && shorter.every((word) => longer.includes(word))) return 'same'
  const left = new Set(longer)
  const take = (matches: (word: string) => boolean): boolean => {
    const found = [...left].find(matches)
    return found !== undefined && left.delete(found)
  }
  const unmatched = shorter.filter((word) => !take((candidate) => candidate === word))
  if (unmatched.length === 0) return 'part'
  const afterInitials = unmatched.filter((word) => !take((candidate) => isInitialOf(word, candidate)))
  // "A. K." is nobody in particular: one word has to be there in full.
  if (afterInitials.length === 0) return unmatched.length < shorter.length ? 'initials' : 'different'
  const isClose = afterInitials.every((word) => take((candidate) => similarity(word, candidate) >= closeEnough))
  return isClose ? 'similar' : 'different'
}

/** The words of a name for comparing: without accents, case, titles and punctuation. */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !titles.has(word))
}

const titles = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'dr',
  'prof',
  'herr',
  'frau',
  'sir',
  'madame',
  'monsieur',
  'ing',
  'jr',
  'sr',
])

function isInitialOf(one: string, other: string): boolean {
  return (one.length === 1 || other.length === 1) && one[0] === other[0]
}

const closeEnough = 0.88

/** Jaro and Winkler: 1 for equal words, 0 for nothing in common; forgiving of typing errors, less so at the start. */
export function similarity(one: string, other: string): number {
  if (one === other) return 1
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1)
  const taken = new Set<number>()
  const ofOne: string[] = []
  for (let i = 0; i < one.length; i++) {
    const letter = one.charAt(i)
    for (let j = Math.max(0, i - reach); j <= Math.min(other.length - 1, i + reach); j++) {
      if (taken.has(j) || other.charAt(j) !== letter) continue
      taken.add(j)
      ofOne.push(letter)
      break
    }
  }
  const matches = ofOne.length
  if (matches === 0) return 0
  const ofOther = [...taken].toSorted((a, b) => a - b).map((j) => other.charAt(j))
  const transpositions = ofOne.filter((letter, i) => letter !== ofOther[i]).length / 2
  const jaro = (matches / one.length + matches / other.length + (matches - transpositions) / matches) / 3
  let prefix = 0
  while (prefix < 4 && one[prefix] !== undefined && one[prefix] === other[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}
