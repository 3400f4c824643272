import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { oneLineAMinute, written } from './one-line-a-minute.ts'

test('an outage is one line a minute, with the count of what was left out; everything else is written', () => {
  const lines: unknown[] = []
  const to = new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)))
      done()
    },
  })
  let nowMs = 0
  const isOutage = (error: unknown): boolean => error instanceof Error && error.message === 'away'
  const logger = pino({ base: null, hooks: { logMethod: oneLineAMinute(isOutage, written, () => nowMs) } }, to)
  const away = { err: new Error('away') }

  logger.error(away, 'events could not be consumed')
  for (let request = 0; request < 500; request++) logger.error({ ...away, request }, 'a request failed')
  logger.child({ part: 'jobs' }).warn(away, 'the job queue had a fault')
  logger.error({ err: new Error('wrong') }, 'a mistake')
  logger.info('a word')
  nowMs = 60_000
  logger.warn(away, 'events could not be consumed')

  expect(lines).toMatchObject([
    { msg: 'events could not be consumed', leftOut: 0 },
    { msg: 'a mistake' },
    { msg: 'a word' },
    { msg: 'events could not be consumed', leftOut: 501 },
  ])
})
