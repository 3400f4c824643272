import { pino } from 'pino'
import { expect, test } from 'vitest'
import { silentLogger } from '../../lib/logger.ts'
import { runTasks } from './run-tasks.ts'

test('a task that fails is logged by its name, and those after it are done all the same', async () => {
  const lines: { task?: string; err?: { message: string } }[] = []
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const done: string[] = []
  const failed = await runTasks(logger, {
    first: async () => done.push('first'),
    broken: async () => {
      throw new Error('not today')
    },
    last: async () => done.push('last'),
  })
  expect(failed).toEqual(['broken'])
  expect(done).toEqual(['first', 'last'])
  expect(lines.map(({ task, err }) => [task, err?.message])).toEqual([['broken', 'not today']])
})

test('no further task is begun when it is over', async () => {
  const done: string[] = []
  const tasks = { first: async () => done.push('first'), second: async () => done.push('second') }
  expect(await runTasks(silentLogger, tasks, () => done.length > 0)).toBe(null)
  expect(done).toEqual(['first'])
})
