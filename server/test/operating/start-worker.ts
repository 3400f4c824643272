import type { TestApp } from '../app.ts'
import { startCommand, type StartedCommand } from './start-command.ts'

/** A node that only works off what waits, in a process of its own that can be killed. It shares data and settings with the app. */
export function startWorkerBeside(app: TestApp, env: Record<string, string>): Promise<StartedCommand> {
  return startCommand({
    args: ['--services=worker'],
    dataDir: app.dataDir,
    env: { ...env, DATABASE_URL: app.database.url, DATABASE_POOL_SIZE: '6', LOG_LEVEL: 'error' },
  })
}
