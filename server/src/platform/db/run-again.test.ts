import { expect, test } from 'vitest'
import { runAgainIfLost, runWhenBack } from './run-again.ts'

const lost = (): Error => new Error('Connection terminated unexpectedly')
const broken = new Error('null value in column "name"')

test.each([
  ['what works is run once', [], 1],
  ['what lost its connection is run again', [lost()], 2],
  ['a connection may be found dead twice', [lost(), Object.assign(lost(), { code: '57P01' })], 3],
])('%s', async (_title, failures: Error[], runs) => {
  let count = 0
  const done = await runAgainIfLost(async () => {
    const failure = failures[count++]
    if (failure) throw failure
    return 'done'
  })
  expect([done, count]).toEqual(['done', runs])
})

test.each([
  ['a database that stays away', lost(), 3],
  ['any other failure', broken, 1],
])('%s is reported', async (_title, failure, runs) => {
  let count = 0
  const running = runAgainIfLost(async () => {
    count++
    throw failure
  })
  await expect(running).rejects.toBe(failure)
  expect(count).toBe(runs)
})

test('background work waits for the database, until nothing depends on it', async () => {
  const failures = [lost(), lost(), lost(), lost()]
  const work = async (): Promise<string> => {
    const failure = failures.pop()
    if (failure) throw failure
    return 'done'
  }
  expect(await runWhenBack(work, () => false)).toBe('done')
  await expect(
    runWhenBack(
      () => Promise.reject(lost()),
      () => true,
    ),
  ).rejects.toThrow('Connection terminated')
  await expect(
    runWhenBack(
      () => Promise.reject(broken),
      () => false,
    ),
  ).rejects.toBe(broken)
})
