import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabState } from '@throughline/protocol/lab.ts'
import { startApp } from '../src/app.ts'
import { startEmbedded } from '../src/db/embedded/embedded.ts'
import { labFolder, openShop, startMailProvider } from '../src/lab/lab.ts'
import { manualClock } from '../src/lib/clock.ts'
import { readConfig, type Config } from '../src/lib/config.ts'
import { createLogger } from '../src/lib/logger.ts'
import { productVersion } from '../src/lib/product-version.ts'
import { demoPassword, staff } from './cast.ts'
import { apiWith } from './telling/api.ts'
import type { Stage, Story } from './telling/story.ts'

const token = 'the-story-teller'
/** So many new visitors of one address are let in while a story is told: a flood leaves little behind. */
export const storyVisitors = 2

/** What the lab's page tells whoever tries the demo. */
const known: LabState['demoStaff'] = {
  password: demoPassword,
  people: Object.values(staff).map(({ name, email }) => ({ name, email })),
}

/**
 * Tells a story into a data folder that does not exist yet. It is told aside and moved into place when it is whole:
 * a start that was interrupted in the middle leaves nothing that looks like a finished one.
 */
export async function fill(
  config: Config,
  story: (stage: Stage, end: Date) => Promise<Story>,
  end: Date = new Date(),
): Promise<void> {
  const aside = `${config.dataDir}.being-filled`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true })
  const clock = manualClock(end)
  const logger = createLogger('error')
  const embedded = await startEmbedded({ dataDir: aside, logger })
  const told: Config = {
    ...readConfig({}),
    port: 0,
    dataDir: aside,
    smtp: config.smtp,
    lab: null,
    admin: { email: staff.ana.email, password: demoPassword },
    adminApiToken: token,
    // The story says from where its people come, and a few strangers are a flood.
    trustProxy: ['127.0.0.1'],
    visitors: { ...config.visitors, newPerAddress: storyVisitors },
  }
  try {
    const app = await startApp({
      config: told,
      logger,
      connection: embedded.connection,
      version: productVersion,
      clock,
    })
    try {
      const mail = await startMailProvider({
        dir: join(labFolder(aside), 'mail'),
        listen: { host: '127.0.0.1', port: config.lab?.smtpPort ?? 0 },
        product: { host: '127.0.0.1', port: config.smtp?.port ?? 0 },
        clock,
      })
      try {
        const api = apiWith(app.url, { authorization: `Bearer ${token}` })
        const shop = openShop({ dir: labFolder(aside), clock })
        await story({ url: app.url, publicUrl: config.publicUrl, api, mail, shop, clock }, end)
        await writeFile(join(labFolder(aside), 'demo-staff.json'), JSON.stringify(known))
        const { items } = await api.call<{ items: { id: string }[] }>('GET', '/tokens')
        // The last call of the token is its own end: a password that everybody knows is enough.
        for (const { id } of items) await api.call('DELETE', `/tokens/${id}`)
      } finally {
        await mail.stop()
      }
    } finally {
      await app.stop()
    }
  } finally {
    await embedded.stop()
  }
  await rename(aside, config.dataDir)
}
