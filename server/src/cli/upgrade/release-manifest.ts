import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { rollingMark, rollingMarkOf } from '../../platform/db/migrate.ts'

/** What a release says of itself, in `release.json`: enough to know what an upgrade to it would do. */
export const ReleaseManifest = z.object({
  name: z.literal('throughline'),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/),
  migrations: z.array(
    z.object({
      version: z.int().positive(),
      name: z.string().regex(/^[a-z0-9-]{1,100}$/),
      /** Which older versions run on with the schema after it: `yes` (all), `no` (none), or `from 0.2.0`. */
      rolling: z.string().regex(rollingMark),
    }),
  ),
})
export type ReleaseManifest = z.infer<typeof ReleaseManifest>

/** As the sources in `folder` are. */
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
        rolling: rollingMarkOf(readFileSync(join(migrations, file), 'utf8')) ?? 'no',
      })),
  })
}

export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
