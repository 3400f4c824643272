import { fillDatabase, type Filled } from '../filling/fill.ts'
import { askInTurns, type Reader } from '../load/ask-in-turns.ts'
import { openHttp, requestMaker } from '../load/http-connection.ts'
import { openWorkplace, type Workplace } from '../product/workplace.ts'
import type { BenchResult } from '../report/measure.ts'
import type { Bench } from './bench-options.ts'
import { compareP95, describeLatencies, sizeName } from './compare.ts'

/** Opening a thread, as a desk does: its last 50 entries and the profile, asked for at once. */
export const thread: Bench = {
  title: 'thread: open a thread (last 50 entries and the profile)',
  async run(options): Promise<BenchResult> {
    await using workplace = await openWorkplace(options)
    const sizes = options.scale === 'full' ? [10_000, 10_000_000] : [10_000, 200_000]
    const looks = options.scale === 'full' ? 2000 : 300
    const parts = { entries: true, words: false }
    const filled: Filled[] = []
    for (const [index, entries] of sizes.entries()) {
      filled.push(await fillDatabase(workplace, { database: `thread_${index}`, entries, parts, say: options.say }))
    }
    const readers = await Promise.all(filled.map((each) => openThreads(workplace, each, looks)))
    options.say('opening threads')
    await askInTurns(readers, { looks: Math.ceil(looks / 4) })
    const latenciesMs = await askInTurns(readers, { looks })
    const [small, large] = filled.map(({ entries }) => `${sizeName(entries)} entries`)
    return {
      measures: [compareP95(`open a thread at ${large}`, latenciesMs, { small: small!, limit: 1.5 })],
      notes: [
        ...filled.map(
          (each) =>
            `${sizeName(each.entries)} entries of ${sizeName(each.customers)} customers in ${sizeName(each.issues)} issues, ` +
            `filled in ${Math.round(each.seconds)} s (indexes built afterwards)`,
        ),
        ...latenciesMs.map((each, index) => describeLatencies(index === 0 ? small! : large!, each)),
      ],
    }
  },
}

async function openThreads(workplace: Workplace, filled: Filled, looks: number): Promise<Reader> {
  const server = await workplace.startServer(filled.database)
  const ids = await filled.someCustomers(looks)
  const make = requestMaker(server.url, { authorization: `Bearer ${server.token}` })
  return {
    connections: [await openHttp(server.url), await openHttp(server.url)],
    look(turn) {
      const id = ids[turn % ids.length]!
      return [make.get(`/api/v1/customers/${id}/thread?limit=50&order=desc`), make.get(`/api/v1/customers/${id}`)]
    },
  }
}
