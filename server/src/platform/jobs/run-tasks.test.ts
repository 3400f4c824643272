import { pino } from 'pino'
import { expect, test } from 'vitest'
import { runTasks } from './run-tasks.ts'

test('a task that fails is logged by its name, and those after it are done all the same', async () => {
  const lines: { task?: string; err?: { message: string } }[] = []
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const done: string[] = []
  const running = runTasks(logger, {
    first: async () => done.push('first'),
    broken: async () => {
      throw new Error('not today')
    },
    last: async () => done.push('last'),
  })
  await expect(running).rejects.toThrow('Some tasks failed.')
  expect(done).toEqual(['first', 'last'])
  expect(lines.map(({ task, err }) => [task, err?.message])).toEqual([['broken', 'not today']])
})
