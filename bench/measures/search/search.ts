import { fillDatabase, type Filled } from '../../filling/fill.ts'
import { makeVocabulary } from '../../filling/vocabulary.ts'
import { askInTurns } from '../../load/ask-in-turns.ts'
import { seededRandom } from '../../../server/test/mail/generating/random.ts'
import { openWorkplace } from '../../product/workplace.ts'
import type { BenchResult, Measure } from '../../report/measure.ts'
import type { Bench } from '../bench-options.ts'
import { compareP95, describeLatencies, sizeName } from '../compare.ts'
import { openDesk } from './desk.ts'
import { everyday } from './everyday.ts'
import { mixOf, questionsOf } from './questions.ts'

/** Words anywhere on any thread; and the everyday looks of a small and a middling installation. */
export const search: Bench = {
  title: 'search: words on threads, and the everyday looks',
  async run(options): Promise<BenchResult> {
    await using workplace = await openWorkplace(options)
    const isFull = options.scale === 'full'
    const fill = (name: string, entries: number): Promise<Filled> =>
      fillDatabase(workplace, { database: name, entries, parts: { entries: true, words: true }, say: options.say })
    const tiny = await fill('search_2k', 2000)
    const small = await fill('search_50k', isFull ? 50_000 : 10_000)
    const large = await fill('search_5m', isFull ? 5_000_000 : 100_000)

    const questions = questionsOf(makeVocabulary())
    const [smallDesk, largeDesk] = [await openDesk(workplace, small), await openDesk(workplace, large)]
    const limits = { small: `${sizeName(small.entries)} entries`, limit: 3 }
    const measures: Measure[] = []
    const notes: string[] = []
    const compare = async (name: string, queries: readonly string[]): Promise<void> => {
      options.say(`search: ${name}`)
      const readers = [smallDesk, largeDesk].map((desk) => desk.searching(queries))
      await askInTurns(readers, { looks: Math.ceil(queries.length / 5), maxSeconds: 20 })
      const latenciesMs = await askInTurns(readers, { looks: queries.length, maxSeconds: 60 })
      measures.push(compareP95(`${name} in ${sizeName(large.entries)} entries`, latenciesMs, limits))
      notes.push(describeLatencies(`${name}, ${sizeName(large.entries)}`, latenciesMs[1]!))
    }
    await compare('the mix', mixOf(questions, isFull ? 2000 : 200))
    for (const { name, ask } of questions) {
      const random = seededRandom(9)
      await compare(
        name,
        Array.from({ length: isFull ? 200 : 30 }, () => ask(random)),
      )
    }
    const looks = await everyday({ tiny: await openDesk(workplace, tiny), small: smallDesk }, questions, options)
    return { measures: [...measures, ...looks.measures], notes: [...notes, ...looks.notes] }
  },
}
