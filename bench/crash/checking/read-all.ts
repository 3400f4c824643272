import type { Change } from '@throughline/protocol/events.ts'
import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { FailedStep } from '@throughline/protocol/reacting/failed-steps.ts'
import { callApi, pagesOf } from '../../product/api.ts'

export interface Everything {
  threads: Map<string, Entry[]>
  changes: Change[]
  /** Changes that one reading of the feed gave more than once. */
  repeatedChanges: number
  setAside: InboundRecord[]
  failed: FailedStep[]
  /** What the reactions of `poisoned-product.ts` noted: action and id of the event → how often. */
  notes: Map<string, number>
}

/** All that the product says there is, through the API alone. */
export async function readAll(server: { url: string; token: string }): Promise<Everything> {
  const threads = new Map<string, Entry[]>()
  for await (const { id } of pagesOf<{ id: string }>(server, '/customers?')) {
    const entries: Entry[] = []
    for await (const entry of pagesOf<Entry>(server, `/customers/${id}/thread?`)) entries.push(entry)
    threads.set(id, entries)
  }
  const setAside: InboundRecord[] = []
  for await (const record of pagesOf<InboundRecord>(server, '/inbound?')) setAside.push(record)
  const failed: FailedStep[] = []
  for await (const one of pagesOf<FailedStep>(server, '/failed-steps?')) failed.push(one)
  const notes = new Map<string, number>()
  for (const action of ['crash.poisoned', 'crash.beside']) {
    for await (const { subject } of pagesOf<{ subject: { id: string } }>(server, `/audit?action=${action}&`)) {
      const key = `${action} ${subject.id}`
      notes.set(key, (notes.get(key) ?? 0) + 1)
    }
  }
  const changes = await readFeed(server)
  const byId = new Map(changes.map((change) => [change.id, change]))
  return { threads, changes: [...byId.values()], repeatedChanges: changes.length - byId.size, setAside, failed, notes }
}

/** The global feed, which has no last page: it ends where nothing more comes. */
export async function readFeed(server: { url: string; token: string }): Promise<Change[]> {
  const changes: Change[] = []
  let cursor = ''
  for (;;) {
    const page = await callApi<{ items: Change[]; nextCursor: string }>(server, 'GET', `/changes?limit=200${cursor}`)
    if (page.items.length === 0) return changes
    changes.push(...page.items)
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
  }
}
