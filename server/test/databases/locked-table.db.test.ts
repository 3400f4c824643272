import { expect, test } from 'vitest'
import { startTestApp } from '../app.ts'
import { withClient } from '../test-cluster.ts'

test('what other work in the database holds for long is 503 with a sentence, and works afterwards', async () => {
  await using app = await startTestApp()
  const look = (): Promise<Response> => app.request('GET', '/saved-replies')
  await withClient(app.database.url, async (other) => {
    await other.query('begin; lock table saved_replies in access exclusive mode')
    const answer = await look()
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.json()).toMatchObject({
      code: 'unavailable',
      detail: 'Other work in the database holds what this needs. Nothing was stored; try again.',
    })
    await other.query('rollback')
  })
  expect((await look()).status).toBe(200)
})
