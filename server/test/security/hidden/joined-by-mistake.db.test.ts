import type { Change } from '@throughline/protocol/events.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaksIn, startWithRule, word, type World } from './world.ts'

// What happens while two customers are merged is recorded as of the one that is left, and is of the other after the undoing.

let world: World
beforeAll(async () => {
  world = await startWithRule()
})
afterAll(() => world.stop())

async function changesOf(credentials: Record<string, string>): Promise<Change[]> {
  const found: Change[] = []
  for (let cursor = ''; ;) {
    const response = await fetch(`${world.app.url}/api/v1/changes?limit=200${cursor}`, { headers: credentials })
    expect(response.status).toBe(200)
    const { items, nextCursor } = (await response.json()) as { items: Change[]; nextCursor: string }
    found.push(...items)
    if (items.length === 0) return found
    cursor = `&cursor=${nextCursor}`
  }
}

test('what happened to a hidden customer while they were merged with one who is seen is in no feed of who may not see them', async () => {
  const said = await world.say('mistaken@mail.test', 'A lamp of somebody else')
  const { customerId, issueId } = said
  const merge = await world.app.api<{ id: string }>('POST', `/customers/${world.seen.customerId}/merges`, {
    otherCustomerId: customerId,
    reason: 'A mistake',
  })
  const note = await world.app.api<Entry>('POST', `/customers/${world.seen.customerId}/entries`, {
    kind: 'note',
    text: `Theirs is the ${word}`,
    issueId,
  })
  // The reaction to the merge announces the issue as of the other customer.
  const { pool } = world.app.database
  const announced = "select from events where type = 'issue.updated' and issue_id = $1 and customer_id = $2"
  await expect
    .poll(async () => (await pool.query(announced, [issueId, world.seen.customerId])).rowCount)
    .toBeGreaterThan(0)
  await world.app.api('PATCH', `/identities/${said.identity!.id}`, { label: 'Work' })
  await world.app.api('POST', `/issues/${issueId}/closure`)
  await world.app.api('POST', `/merges/${merge.id}/undo`)
  await world.hide(customerId)

  const secrets = [customerId, issueId!, said.id, note.id, said.identity!.id]
  const shown = async (credentials: Record<string, string>): Promise<Change[]> =>
    (await changesOf(credentials)).filter((change) => secrets.some((id) => JSON.stringify(change).includes(id)))
  await expect
    .poll(async () => (await shown(world.ann.credentials)).map(({ type }) => type))
    .toContain('issue.resolved')
  await expect.poll(() => shown(world.ben.credentials)).toEqual([])
  expect(leaksIn(JSON.stringify(await changesOf(world.ben.credentials)), world)).toEqual([])
})
