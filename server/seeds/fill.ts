import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabState } from '@throughline/protocol/lab/lab.ts'
import { startEmbedded } from '../src/platform/db/embedded/embedded.ts'
import { labFolder } from '../src/edges/lab/lab.ts'
import type { Config } from '../src/lib/config.ts'
import { createLogger } from '../src/lib/logger.ts'
import { demoPassword, staff } from './cast.ts'
import { tellInto } from './tell-into.ts'
import type { Stage } from './telling/stage.ts'
import type { Story } from './telling/story.ts'

/** What the lab's page says to a person who tries the demo. */
const known: LabState['demoStaff'] = {
  password: demoPassword,
  people: Object.values(staff).map(({ name, email }) => ({ name, email })),
}

interface FillOptions {
  end?: Date
  /** What else the folder is to hold, made at the same time; it gets the folder as long as that stands aside. */
  meanwhile?: (dataDir: string) => Promise<unknown>
}

/**
 * Tells a story into a data folder that does not exist yet. It is told aside and moved into place when it is whole:
 * a start that was interrupted in the middle leaves nothing that looks like a finished one.
 */
export async function fill(
  config: Config,
  story: (stage: Stage, end: Date) => Promise<Story>,
  { end = new Date(), meanwhile = async () => {} }: FillOptions = {},
): Promise<void> {
  const aside = `${config.dataDir}.being-filled`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true })
  // Both end before the folder is moved, or left.
  const made = Promise.allSettled([tellAside(config, aside, { story, end }), meanwhile(aside)])
  for (const done of await made) if (done.status === 'rejected') throw done.reason
  await rename(aside, config.dataDir)
}

async function tellAside(
  config: Config,
  aside: string,
  { story, end }: { story: (stage: Stage, end: Date) => Promise<Story>; end: Date },
): Promise<void> {
  const embedded = await startEmbedded({ dataDir: aside, logger: createLogger('error') })
  try {
    await tellInto({
      connection: embedded.connection,
      dataDir: aside,
      config,
      end,
      async story(stage) {
        await story(stage, end)
        await writeFile(join(labFolder(aside), 'demo-staff.json'), JSON.stringify(known))
        const { api } = stage
        const { items } = await api.call<{ items: { id: string }[] }>('GET', '/tokens')
        // The last call of the token is its own end: a password that everybody knows is enough.
        for (const { id } of items) await api.call('DELETE', `/tokens/${id}`)
      },
    })
  } finally {
    await embedded.stop()
  }
}
