import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getLab, labPrefix, LabState } from '@throughline/protocol/lab/lab.ts'
import { errorCode, messageOf } from '../../lib/errors.ts'
import { handlePublic, type HttpServer } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import { startMailProvider } from './mail/mail.ts'
import { refuseOtherNames, serveLabPage, serveLabRefusal } from './page.ts'
import { people } from './people.ts'
import type { LabProvider } from './provider.ts'
import { openShop } from './shop/shop.ts'

export { people, robin, mara, dmitri } from './people.ts'
export { labBoundary, startMailProvider, type LabMailToSend, type MailProvider } from './mail/mail.ts'
export { labOrdersUrl, openShop, supportAddress, type Shop } from './shop/shop.ts'

/**
 * The channel lab: the outside world in small, for a newcomer who plays the customer. Owns simulated providers (a mail
 * provider, and a shop that embeds the widget) and what they keep in the folder `lab` of the data folder. Refuses every
 * short cut: it knows nothing of customers, threads or channels, and reaches the product only by the protocols that
 * real providers speak, at the doors that they use. Off in production unless switched on.
 */
export interface Lab {
  serve(app: HttpServer): Promise<void>
  stop(): Promise<void>
}

export interface LabOptions {
  smtpPort: number
  dataDir: string
  /** Where the product takes mail. */
  product: { host: string; port: number }
  publicUrl: string
  /** Where the page is built. */
  pageDir: string
  clock: Clock
  logger: Logger
}

/** Null when it cannot start: a trial that lacks a port must not keep the product from starting. */
export async function startLab(options: LabOptions): Promise<Lab | null> {
  const { smtpPort, dataDir, product, clock, logger, publicUrl, pageDir } = options
  const dir = labFolder(dataDir)
  const mailServer = { host: '127.0.0.1', port: smtpPort }
  const mail = await startMailProvider({ dir: join(dir, 'mail'), listen: mailServer, product, clock }).catch(
    (error: unknown) => {
      logger.warn({ error: messageOf(error) }, `the channel lab is off: set LAB_SMTP_PORT to a port that is free`)
      return null
    },
  )
  if (mail === null) return null
  const shop = openShop({ dir, clock })
  // The next provider (a phone network, a messenger) stands here, and its panel in lab/src/panels.ts.
  const providers: readonly LabProvider[] = [mail, shop]

  return {
    async serve(app) {
      await app.register(async (scope) => {
        refuseOtherNames(scope, publicUrl)
        handlePublic(
          scope,
          getLab,
          async () => ({
            people: [...people],
            shop: await shop.state(),
            mailServer: { ...mailServer, port: mail.port },
            demoStaff: await demoStaff(dir),
          }),
          { prefix: labPrefix, limit: 'inbound' },
        )
        for (const provider of providers) provider.routes(scope)
        await serveLabPage(scope, pageDir)
      })
    },
    async stop() {
      for (const provider of providers) await provider.stop()
    },
  }
}

/** Where the lab is off, its addresses say so instead of being a page of the desk. */
export function serveNoLab(app: HttpServer): void {
  serveLabRefusal(app)
}

export function labFolder(dataDir: string): string {
  return join(dataDir, 'lab')
}

/** Left there by the demo alone: the people who may sign in, with a password that is public. */
async function demoStaff(dir: string): Promise<LabState['demoStaff']> {
  try {
    return LabState.shape.demoStaff.parse(JSON.parse(await readFile(join(dir, 'demo-staff.json'), 'utf8')))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
