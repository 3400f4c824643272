import { expect, test } from 'vitest'
import { createLogger } from './logger.ts'

test('each line is a JSON object with its time in UTC and its level as a word', () => {
  const lines: string[] = []
  const logger = createLogger('info', { to: { write: (line: string) => void lines.push(line) } })
  logger.info({ port: 3000 }, 'it listens')
  logger.error({ err: new Error('away') }, 'it failed')
  logger.debug('too small to say')
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { level: 'info', time: expect.stringMatching(/^\d{4}-.+Z$/), port: 3000, msg: 'it listens' },
    expect.objectContaining({ level: 'error', err: expect.objectContaining({ message: 'away' }), msg: 'it failed' }),
  ])
})
