import { seededRandom, type Random } from '../../../server/test/mail/generating/random.ts'
import { markedWords } from '../../filling/tables/entries.ts'
import { fragmentCount, type Vocabulary } from '../../filling/vocabulary.ts'

/** What people ask a search, by how much it has to look through. */
export interface Question {
  name: string
  /** Of a hundred questions. */
  share: number
  /** A query; other words each time. */
  ask: (random: Random) => string
}

/** As `filling/tables/entries.ts` writes it. */
const order = (random: Random): string => `ord${(random.below(5) * 2 ** 36 + random.below(150)).toString(16)}`

export function questionsOf({ fragments, fragmentCounts }: Vocabulary): Question[] {
  // An entry has two fragments, so a word stands in about twice as large a share of all entries.
  const between = (from: number, to: number): string[] =>
    fragmentCounts
      .filter(({ count }) => (2 * count) / fragmentCount >= from && (2 * count) / fragmentCount < to)
      .map(({ word }) => word)
  const common = between(0.1, 1)
  const frequent = between(0.01, 0.05)
  const middling = between(0, 0.002)
  const twoOfOne = (random: Random): string => {
    const words = random.pick(fragments).replace('.', '').split(' ')
    return `${random.pick(words)} ${random.pick(words)}`
  }
  return [
    { name: 'a rare word', share: 25, ask: order },
    { name: 'a middling word', share: 20, ask: (random) => random.pick(middling) },
    { name: 'a frequent word', share: 15, ask: (random) => random.pick(frequent) },
    { name: 'a common word', share: 12, ask: (random) => random.pick(common) },
    { name: 'two words of one sentence', share: 10, ask: twoOfOne },
    {
      name: 'a common and a middling word',
      share: 5,
      ask: (random) => `${random.pick(common)} ${random.pick(middling)}`,
    },
    { name: 'two common words', share: 5, ask: (random) => `${random.pick(common)} ${random.pick(common)}` },
    { name: 'a word that nobody wrote', share: 4, ask: (random) => `unwritten${random.below(1e6)}` },
    { name: 'two common words that never meet', share: 2, ask: () => markedWords.apart.join(' ') },
    { name: 'a word that was common long ago', share: 2, ask: () => markedWords.longAgo },
  ]
}

/** The mix, in an order that is the same for every size. */
export function mixOf(questions: readonly Question[], count: number): string[] {
  const random = seededRandom(5)
  const hundred = questions.flatMap((question) => Array<Question>(question.share).fill(question))
  return Array.from({ length: count }, () => random.pick(hundred).ask(random))
}
