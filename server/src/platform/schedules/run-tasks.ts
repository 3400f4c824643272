import type { Logger } from '../../lib/logger.ts'

/**
 * Does one task after the other. One that fails is logged, and keeps none of the others from being done. Answers with the
 * names of those that failed; null when it was over before the last one was begun.
 */
export async function runTasks(
  logger: Logger,
  tasks: Readonly<Record<string, () => Promise<unknown>>>,
  isOver: () => boolean = () => false,
): Promise<string[] | null> {
  const failed: string[] = []
  for (const [task, work] of Object.entries(tasks)) {
    if (isOver()) return null
    try {
      await work()
    } catch (error) {
      logger.error({ err: error, task }, 'a scheduled task failed')
      failed.push(task)
    }
  }
  return failed
}
