import { connectionsOf } from '../../src/platform/db/connection.ts'
import { startApp } from '../../src/run/app.ts'
import { readConfig } from '../../src/lib/config.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { createParrot } from './parrot.ts'

/**
 * A node that knows the parrot, in a process of its own that can be killed, or that browsers come to: its settings are those
 * of the product. It says when it is ready.
 */
const config = readConfig(process.env, process.argv.slice(2))
const app = await startApp({
  config,
  logger: createLogger(config.logLevel),
  ...connectionsOf(config),
  version: '0.0.0-test',
  moreAdapters: [createParrot({ allowPrivateHosts: config.allowedPrivateHosts })],
})
process.once('SIGTERM', () => void app.stop().finally(() => process.exit(0)))
process.stdout.write(`The node is ready at ${app.url}\n`)
