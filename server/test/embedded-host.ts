import { SettingError, messageOf } from '../src/lib/errors.ts'
import { createLogger } from '../src/lib/logger.ts'
import { startEmbedded } from '../src/platform/db/embedded/embedded.ts'

/**
 * A process of its own around an embedded database, for tests that kill it:
 * `node embedded-host.ts FOLDER` says where the database is, as one line of JSON, or why there is none.
 */
try {
  const dataDir = process.argv[2]!
  const embedded = await startEmbedded({ dataDir, logger: createLogger('warn'), fsync: process.argv[3] !== 'unsafe' })
  process.once('SIGTERM', () => void embedded.stop())
  process.once('SIGUSR2', () => process.exit(3))
  process.stdout.write(`${JSON.stringify({ url: embedded.url, pid: embedded.pid })}\n`)
} catch (error) {
  const setting = error instanceof SettingError ? error.setting : undefined
  process.stdout.write(`${JSON.stringify({ setting, problem: messageOf(error) })}\n`)
  process.exitCode = 1
}
