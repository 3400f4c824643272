import type { Logger } from '../../lib/logger.ts'

/** Does one task after the other. One that fails is logged, and keeps none of the others from being done. */
export async function runTasks(logger: Logger, tasks: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> {
  const failures: unknown[] = []
  for (const [task, work] of Object.entries(tasks)) {
    try {
      await work()
    } catch (error) {
      logger.error({ err: error, task }, 'a scheduled task failed')
      failures.push(error)
    }
  }
  // For the count of failed jobs.
  if (failures.length > 0) throw new Error('Some tasks failed.', { cause: failures[0] })
}
