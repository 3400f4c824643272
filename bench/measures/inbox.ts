import { fillDatabase, type Filled } from '../filling/fill.ts'
import { askInTurns, type Reader } from '../load/ask-in-turns.ts'
import { openHttp, requestMaker } from '../load/http-connection.ts'
import { signIn } from '../product/sign-in.ts'
import { openWorkplace, type Workplace } from '../product/workplace.ts'
import type { BenchResult, Measure } from '../report/measure.ts'
import type { Bench } from './bench-options.ts'
import { compareP95, describeLatencies, sizeName } from './compare.ts'

const pageLength = 50

type View = (filled: Filled) => string

/** Every list that the desk offers, and what a person may make of them. */
const views: Record<string, View> = {
  'all active': () => 'status=active',
  'unassigned active': () => 'queue=unassigned&status=active',
  'mine active': () => 'queue=mine&status=active',
  'mine, whatever the status': () => 'queue=mine',
  everything: () => '',
  open: () => 'status=open',
  'waiting on us': () => 'status=waiting_on_us',
  'waiting on the customer': () => 'status=waiting_on_customer',
  snoozed: () => 'status=snoozed',
  resolved: () => 'status=resolved',
  'two statuses': () => 'status=open,waiting_on_us',
  'a team, active': ({ desk }) => `teamId=${desk.teamIds[0]}&status=active`,
  'a colleague, active': ({ desk }) => `ownerId=${desk.staffIds[3]}&status=active`,
  'a colleague who left, active': ({ desk }) => `ownerId=${desk.staffIds.at(-1)}&status=active`,
  'unassigned and open': () => 'queue=unassigned&status=open',
  'mine, waiting on us': () => 'queue=mine&status=waiting_on_us',
  'all active, longest waiting first': () => 'status=active&sort=oldest',
  'mine active, longest waiting first': () => 'queue=mine&status=active&sort=oldest',
}

/** The inbox list, view by view, as a signed-in person asks for it. */
export const inbox: Bench = {
  title: 'inbox: the list, view by view',
  async run(options): Promise<BenchResult> {
    await using workplace = await openWorkplace(options)
    // Threads of this mix have an issue for three and a half entries.
    const sizes = options.scale === 'full' ? [1000, 1_000_000] : [1000, 20_000]
    const looks = options.scale === 'full' ? 300 : 60
    const parts = { entries: false, words: false }
    const filled: Filled[] = []
    for (const [index, issues] of sizes.entries()) {
      const entries = Math.round(issues * 3.5)
      filled.push(await fillDatabase(workplace, { database: `inbox_${index}`, entries, parts, say: options.say }))
    }
    const [small, large] = filled.map(({ issues }) => `${sizeName(issues)} issues`)
    const openers = await Promise.all(filled.map((each) => openInbox(workplace, each)))
    const measures: Measure[] = []
    const notes: string[] = []
    const compare = async (name: string, readers: readonly Reader[], limit: number | null = 1.5): Promise<void> => {
      await askInTurns(readers, { looks: Math.ceil(looks / 5), maxSeconds: 10 })
      const latenciesMs = await askInTurns(readers, { looks, maxSeconds: 40 })
      measures.push(compareP95(name, latenciesMs, { small: small!, limit }))
      notes.push(describeLatencies(`${name}, ${large}`, latenciesMs[1]!))
    }
    for (const [name, view] of Object.entries(views)) {
      options.say(`inbox: ${name}`)
      // Pages of the same length: a small installation may have fewer issues in a view than a page holds.
      const found = await Promise.all(openers.map((open) => open.count(view)))
      const length = Math.max(1, Math.min(...found))
      await compare(
        `${name} (${length} issues)`,
        openers.map((open) => open.list(view, length)),
      )
    }
    options.say('inbox: further pages and counts')
    await compare(
      'all active, tenth page (20 issues)',
      await Promise.all(openers.map((open) => open.furtherPage('status=active'))),
    )
    // Counting stops at a thousand, which a small installation does not have: more work, so no limit.
    await compare(
      'the counts of the queues',
      openers.map((open) => open.counts()),
      null,
    )
    return { measures, notes: [`against ${small}, asked at ${large}`, ...notes] }
  },
}

const path = (query: string, limit: number): string => `/api/v1/issues?limit=${limit}&${query}`

async function openInbox(workplace: Workplace, filled: Filled) {
  const server = await workplace.startServer(filled.database)
  const make = requestMaker(server.url, { cookie: await signIn(server) })
  const connections = [await openHttp(server.url)]
  const page = async (at: string): Promise<{ items: unknown[]; nextCursor: string | null }> => {
    const { body } = await connections[0]!.ask(make.get(at))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the list of the contract
    return JSON.parse(body.toString()) as { items: unknown[]; nextCursor: string | null }
  }
  return {
    /** Of the first page. */
    count: async (view: View): Promise<number> => (await page(path(view(filled), pageLength))).items.length,
    list: (view: View, length: number): Reader => ({ connections, look: () => [make.get(path(view(filled), length))] }),
    counts: (): Reader => ({ connections, look: () => [make.get('/api/v1/issues/counts')] }),
    /** The tenth, or the last one before that. */
    async furtherPage(query: string): Promise<Reader> {
      let at = path(query, 20)
      for (let number = 2; number <= 10; number++) {
        const { nextCursor } = await page(at)
        if (nextCursor === null) break
        at = `${path(query, 20)}&cursor=${encodeURIComponent(nextCursor)}`
      }
      return { connections, look: () => [make.get(at)] }
    },
  }
}
