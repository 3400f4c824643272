import { seededRandom } from '../../../server/test/mail/generating/random.ts'
import { askInTurns } from '../../load/ask-in-turns.ts'
import type { BenchResult, Measure } from '../../report/measure.ts'
import { median } from '../../report/percentile.ts'
import type { BenchOptions } from '../bench-options.ts'
import { describeLatencies, sizeName } from '../compare.ts'
import type { Desk } from './desk.ts'
import type { Question } from './questions.ts'

/** What people do all day: each has its limit in ms at 2,000 messages, and 50,000 cost at most half as much again. */
export async function everyday(
  desks: { tiny: Desk; small: Desk },
  questions: readonly Question[],
  { scale }: BenchOptions,
): Promise<BenchResult> {
  const looks = scale === 'full' ? 400 : 60
  const both = [desks.tiny, desks.small]
  const ask = (name: string): string[] => {
    const random = seededRandom(11)
    const question = questions.find((each) => each.name === name)!
    return Array.from({ length: looks }, () => question.ask(random))
  }
  const kinds = [
    { name: 'inbox list', limitMs: 8, readers: both.map((desk) => desk.listing()) },
    { name: '20 messages of a thread', limitMs: 10, readers: await Promise.all(both.map((desk) => desk.reading())) },
    { name: 'search a rare word', limitMs: 10, readers: both.map((desk) => desk.searching(ask('a rare word'))) },
    { name: 'search a common word', limitMs: 20, readers: both.map((desk) => desk.searching(ask('a common word'))) },
  ]
  const measures: Measure[] = []
  const notes: string[] = []
  for (const { name, limitMs, readers } of kinds) {
    await askInTurns(readers, { looks: Math.ceil(looks / 4) })
    const [tinyMs, smallMs] = await askInTurns(readers, { looks })
    const [tinySize, smallSize] = both.map(({ entries }) => sizeName(entries))
    measures.push(
      {
        name: `${name} at ${tinySize}, p50`,
        unit: 'ms',
        value: median(tinyMs!),
        owed: { of: 'value', is: 'at most', limit: limitMs },
      },
      {
        name: `${name} at ${smallSize}, p50`,
        unit: 'ms',
        value: median(smallMs!),
        baseline: { name: `at ${tinySize}`, value: median(tinyMs!) },
        owed: { of: 'ratio', is: 'at most', limit: 1.5 },
      },
    )
    notes.push(
      describeLatencies(`${name} at ${tinySize}`, tinyMs!),
      describeLatencies(`${name} at ${smallSize}`, smallMs!),
    )
  }
  return { measures, notes }
}
