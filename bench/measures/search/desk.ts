import type { Filled } from '../../filling/fill.ts'
import type { Reader } from '../../load/ask-in-turns.ts'
import { openHttp, requestMaker } from '../../load/http-connection.ts'
import { signIn } from '../../product/sign-in.ts'
import type { Workplace } from '../../product/workplace.ts'

/** Somebody at a desk who searches, lists and opens. */
export interface Desk {
  entries: number
  searching(queries: readonly string[]): Reader
  listing(): Reader
  /** Twenty messages of a thread that has them. */
  reading(): Promise<Reader>
}

export async function openDesk(workplace: Workplace, filled: Filled): Promise<Desk> {
  const server = await workplace.startServer(filled.database)
  const make = requestMaker(server.url, { cookie: await signIn(server) })
  const connections = [await openHttp(server.url)]
  return {
    entries: filled.entries,
    searching: (queries) => ({
      connections,
      look: (turn) => [
        make.get(`/api/v1/search?limit=20&query=${encodeURIComponent(queries[turn % queries.length]!)}`),
      ],
    }),
    listing: () => ({ connections, look: () => [make.get('/api/v1/issues?limit=50&status=active')] }),
    async reading() {
      await using client = await workplace.connect(filled.database)
      const { rows } = await client.query<{ id: string }>(
        'select id from customers where last_seq >= 20 and canonical_id is null order by random() limit 500',
      )
      return {
        connections,
        look: (turn) => [make.get(`/api/v1/customers/${rows[turn % rows.length]!.id}/thread?limit=20&order=desc`)],
      }
    },
  }
}
