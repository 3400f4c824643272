import { seededRandom } from '../../server/test/mail/generating/random.ts'

/** What the filled threads say: every entry is two of these fragments and the number of its order. */
export interface Vocabulary {
  fragments: readonly string[]
  /** In how many fragments a word stands, the most frequent first. */
  fragmentCounts: readonly { word: string; count: number }[]
}

/** A power of two: chosen by the low bits of a hash. */
export const fragmentCount = 4096
const wordCount = 20_000

/** Words as frequent as those of a language (the r-th is 1/r as frequent as the first), always the same. */
export function makeVocabulary(): Vocabulary {
  const random = seededRandom(20)
  const words = distinctWords()
  const sums: number[] = []
  let sum = 0
  for (let rank = 1; rank <= wordCount; rank++) sums.push((sum += 1 / (rank + 2)))
  const someWord = (): string => words[firstAtLeast(sums, random.next() * sum)]!
  const counts = new Map<string, number>()
  const fragments = Array.from({ length: fragmentCount }, () => {
    const said = Array.from({ length: 8 + random.below(8) }, someWord)
    for (const word of new Set(said)) counts.set(word, (counts.get(word) ?? 0) + 1)
    return `${said.join(' ')}.`
  })
  const fragmentCounts = [...counts].map(([word, count]) => ({ word, count })).sort((a, b) => b.count - a.count)
  return { fragments, fragmentCounts }

  function distinctWords(): string[] {
    const found = new Set<string>()
    while (found.size < wordCount) {
      const syllables = 1 + random.below(3)
      const word = Array.from({ length: syllables }, () => random.pick(onsets) + random.pick(vowels)).join('')
      found.add(`${word}${random.pick(codas)}`)
    }
    return [...found]
  }
}

const onsets = [
  'b',
  'c',
  'd',
  'f',
  'g',
  'h',
  'j',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'v',
  'w',
  'z',
  'br',
  'ch',
  'cl',
  'dr',
  'fl',
  'gr',
  'pl',
  'sch',
  'st',
  'tr',
]
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou', 'ie']
const codas = ['', 'l', 'n', 'r', 's', 't', 'm', 'k']

function firstAtLeast(sums: readonly number[], value: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
