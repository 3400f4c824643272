import { startApp, type App } from './app.ts'
import { startEmbedded } from './db/embedded/embedded.ts'
import { buildForBrowsers } from './browser-builds.ts'
import { readCommandLine, UsageError } from './lib/command-line.ts'
import { describeConfig, readConfig, startCommand, type Config } from './lib/config.ts'
import { AppError, messageOf, SettingError } from './lib/errors.ts'
import { createLogger } from './lib/logger.ts'
import { productVersion } from './lib/product-version.ts'
import { smtpUrlWarning } from './lib/smtp-url.ts'
import { spareMemory } from './lib/spare-memory.ts'

/** The process: settings, database, product, signals. A wrong setting ends it with one sentence. */
export async function main(env: NodeJS.ProcessEnv, argv: readonly string[]): Promise<void> {
  const { help } = readCommandLine(argv, startCommand)
  if (help !== null) return say(help)
  const config = readConfig(env, argv)
  const logger = createLogger(config.logLevel)
  logger.debug(describeConfig(config), 'settings')

  const browserBuilds = config.services.has('web') ? buildForBrowsers(say) : Promise.resolve()
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, logger }) : null
  const connection = embedded?.connection ?? { connectionString: config.databaseUrl! }
  await browserBuilds
  const app = await startApp({ config, logger, connection, version: productVersion }).catch(async (error: unknown) => {
    await embedded?.stop()
    throw error
  })

  announce(config, app)
  const warning = smtpUrlWarning(config.smtpUrl)
  if (warning) logger.warn(warning)
  spareMemory()

  let stopping: Promise<void> | undefined
  const stop = (): void => {
    stopping ??= app
      .stop()
      .catch((error: unknown) => logger.error({ err: error }, 'the product did not stop cleanly'))
      .then(() => embedded?.stop())
      .then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  void embedded?.ended.then((reason) => {
    if (stopping) return
    logger.fatal({ reason }, 'the built-in database is gone')
    process.exit(1)
  })
}

/** Where to go next. */
function announce({ publicUrl, smtp, smtpUrl }: Config, { setupUrl, labUrl }: App): void {
  say(`Throughline ${productVersion} is ready at ${publicUrl}`)
  if (smtp) say(`  Mail comes in on port ${smtp.port}.`)
  if (smtpUrl) say('  Mail leaves by SMTP_URL.')
  else say('  Mail that leaves is kept in the built-in outbox (set SMTP_URL to send it).')
  if (setupUrl) say(`  Make the first account here, once: ${setupUrl}`)
  if (labUrl) say(`  Play a customer, by mail and chat: ${labUrl}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** What is foreseen is a sentence for the operator; anything else is our mistake, and comes with its trace. */
export function giveUp(error: unknown): never {
  const isForeseen = [SettingError, AppError, UsageError].some((foreseen) => error instanceof foreseen)
  const reason = error instanceof Error && !isForeseen ? error.stack : messageOf(error)
  process.stderr.write(isForeseen ? `${reason}\n` : `Throughline could not start. ${reason}\n`)
  process.exit(error instanceof UsageError ? 2 : 1)
}

if (import.meta.main) {
  // Whatever this process writes is for its user alone.
  process.umask(0o077)
  main(process.env, process.argv.slice(2)).catch(giveUp)
}
