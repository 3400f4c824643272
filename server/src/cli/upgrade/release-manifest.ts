import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What a release says of itself, in `release.json`: enough to know what an upgrade to it would do. */
export const ReleaseManifest = z.object({
  name: z.literal('throughline'),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/),
  migrations: z.array(
    z.object({
      version: z.int().positive(),
      name: z.string().regex(/^[a-z0-9-]{1,100}$/),
      /** The version before runs on with the schema after it: nodes can be replaced one after the other. */
      rolling: z.boolean(),
    }),
  ),
})
export type ReleaseManifest = z.infer<typeof ReleaseManifest>

/** As the sources in `folder` are. A migration that says `-- rolling: yes` leaves the version before it working. */
export function describeRelease(folder: string): ReleaseManifest {
  const { version } = z.object({ version: z.string() }).parse(readJson(join(folder, 'package.json')))
  const migrations = join(folder, 'server/migrations')
  return ReleaseManifest.parse({
    name: 'throughline',
    version,
    migrations: readdirSync(migrations)
      .filter((file) => file.endsWith('.sql'))
      .toSorted()
      .map((file) => ({
        version: Number(file.slice(0, 4)),
        name: file.slice(5, -'.sql'.length),
        rolling: /^-- rolling: yes$/m.test(readFileSync(join(migrations, file), 'utf8')),
      })),
  })
}

export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
