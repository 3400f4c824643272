import { expect, test } from 'vitest'
import { safeFetch } from '../../../src/lib/safe-fetch.ts'

test('a name server that never answers holds a call no longer than its time-out', async () => {
  const resolve = (): Promise<string[]> => new Promise(() => {})
  const call = safeFetch('http://stalled.example/', { resolve, timeoutMs: 50 })
  await expect(call).rejects.toMatchObject({
    code: 'upstream_failed',
    publicMessage: expect.stringContaining('too long'),
  })
})
