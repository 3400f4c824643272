import { join } from 'node:path'
import { startApp } from '../src/run/app.ts'
import type { Connection } from '../src/platform/db/db.ts'
import { labFolder, labOrdersUrl, openShop, startMailProvider } from '../src/edges/lab/lab.ts'
import { manualClock } from '../src/lib/clock.ts'
import { readConfig, type Config } from '../src/lib/config.ts'
import { createLogger } from '../src/lib/logger.ts'
import { productVersion } from '../src/lib/product-version.ts'
import { demoPassword, staff } from './cast.ts'
import { apiWith } from './telling/api.ts'
import type { Stage } from './telling/stage.ts'
import { joined } from './telling/times.ts'

const token = 'the-story-teller'
/** How many new visitors of one address are accepted while the story is played, so that its flood leaves few records. */
export const storyVisitors = 2

/**
 * Starts the product on an empty database, with a mail provider outside of it, and has a story told there that ends at
 * `end`. Nothing runs any more when it resolves.
 */
export async function tellInto(options: {
  connection: Connection
  dataDir: string
  /** As the story is read later: its mail ports, its public address and its limits. */
  config: Config
  /** Settings of the telling itself. */
  told?: Partial<Config>
  end: Date
  story: (stage: Stage) => Promise<unknown>
}): Promise<void> {
  const { connection, dataDir, config, end, story } = options
  // The first admin is as old as the shop's other accounts.
  const clock = manualClock(joined(end))
  const ordersUrl = config.lab === null ? null : labOrdersUrl(config.port)
  const told: Config = {
    ...readConfig({}),
    port: 0,
    dataDir,
    smtp: config.smtp,
    lab: null,
    admin: { email: staff.ana.email, password: demoPassword },
    adminApiToken: token,
    // The story says from where its people come, and a few strangers are a flood.
    trustProxy: ['127.0.0.1'],
    visitors: { ...config.visitors, newPerAddress: storyVisitors },
    allowedPrivateHosts: ordersUrl === null ? [] : [new URL(ordersUrl).host],
    ...options.told,
  }
  const logger = createLogger('error')
  await using stops = new AsyncDisposableStack()
  const app = await startApp({ config: told, logger, connection, version: productVersion, clock })
  stops.defer(() => app.stop())
  clock.set(end)
  const mail = await startMailProvider({
    dir: join(labFolder(dataDir), 'mail'),
    listen: { host: '127.0.0.1', port: config.lab?.smtpPort ?? 0 },
    product: { host: '127.0.0.1', port: config.smtp?.port ?? 0 },
    clock,
  })
  stops.defer(() => mail.stop())
  const api = apiWith(app.url, { authorization: `Bearer ${token}` })
  const shop = openShop({ dir: labFolder(dataDir), clock })
  await story({ url: app.url, publicUrl: config.publicUrl, api, mail, shop, ordersUrl, clock })
}
