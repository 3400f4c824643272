import { setTimeout as after } from 'node:timers/promises'
import { startApp, type App } from './run/app.ts'
import { connectionsOf } from './platform/db/connection.ts'
import { isDatabaseAway } from './platform/db/database-errors.ts'
import { startEmbedded, type EmbeddedDatabase } from './platform/db/embedded/embedded.ts'
import { buildForBrowsers, readyBuilds } from './run/browser-builds.ts'
import { readCommandLine, UsageError } from './lib/command-line.ts'
import { readConfig, startCommand, type Config } from './lib/config.ts'
import { describeConfig } from './lib/describe-config.ts'
import { closeDataFolder } from './lib/data-folder.ts'
import { AppError, messageOf, SettingError } from './lib/errors.ts'
import { reportErrors } from './lib/error-reports/error-reports.ts'
import { createLogger, type Logger } from './lib/logger.ts'
import { misspeltSettings } from './lib/misspelt-settings.ts'
import { productVersion } from './lib/product-version.ts'
import { smtpUrlWarning } from './lib/smtp-url.ts'
import { spareMemory } from './lib/spare-memory.ts'
import { onStopSignal } from './run/stop-signals.ts'

/** The process: settings, database, product, signals. A wrong setting ends it with one sentence. */
export async function main(env: NodeJS.ProcessEnv, argv: readonly string[]): Promise<void> {
  const { help } = readCommandLine(argv, startCommand)
  if (help !== null) return say(help)
  const config = readConfig(env, argv)
  const { errorDsn } = config.telemetry
  const reports = errorDsn === null ? null : reportErrors(errorDsn, { version: productVersion })
  const logger = createLogger(config.logLevel, { reports, isOutage: isDatabaseAway })
  logger.debug(describeConfig(config), 'settings')
  for (const sentence of misspeltSettings(env)) logger.warn(sentence)
  let stop = async (): Promise<void> => {}
  let isStopping = false
  onStopSignal(() => {
    isStopping = true
    void stop().finally(() => process.exit(0))
  })

  closeDataFolder(config.dataDir, logger)
  const building = config.services.has('web') ? buildForBrowsers({ dataDir: config.dataDir, say }) : readyBuilds
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, logger }) : null
  const connections = connectionsOf(config, embedded?.connection)
  const browserBuilds = await building
  const app = await startApp({ config, logger, ...connections, version: productVersion, browserBuilds }).catch(
    async (error: unknown) => {
      await embedded?.stop()
      throw error
    },
  )

  announce(config, app)
  const warning = smtpUrlWarning(config.smtpUrl)
  if (warning) logger.warn(warning)
  spareMemory()

  stop = () => drain({ config, logger, app, embedded })
  void embedded?.ended.then(async (reason) => {
    if (isStopping) return
    logger.fatal({ reason }, 'the built-in database is gone')
    await reports?.settled()
    process.exit(1)
  })
}

/** Says that nothing new should come, lets what is under way finish, and ends in any case within the time that is set. */
async function drain(running: {
  config: Config
  logger: Logger
  app: App
  embedded: EmbeddedDatabase | null
}): Promise<void> {
  const { config, logger, app, embedded } = running
  const { noticeMs, withinMs } = config.drain
  logger.info({ noticeMs, withinMs }, 'stopping; a second signal ends it at once')
  app.leave()
  if (config.services.has('web')) await after(noticeMs)
  const late = new AbortController()
  const isLate = after(withinMs, true, { signal: late.signal }).catch(() => false)
  const ended = app
    .stop()
    .catch((error: unknown) => logger.error({ err: error }, 'the product did not stop cleanly'))
    .then(() => embedded?.stop())
    .then(() => false)
  if (await Promise.race([ended, isLate])) logger.warn({ withinMs }, 'what was not finished in time is cut off')
  late.abort()
}

/** Where to go next: only what this node serves. */
function announce({ publicUrl, services, smtp, smtpUrl }: Config, { url, setupUrl, labUrl, waitsFor }: App): void {
  if (waitsFor !== null) return say(`Throughline ${productVersion} waits at ${url}. ${waitsFor}`)
  if (!services.has('web')) {
    return say(`Throughline ${productVersion} is ready at ${url}, as ${[...services].join(', ')}: see /readyz there.`)
  }
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
