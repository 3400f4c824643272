import { leavesRunning } from '../../platform/db/migrate.ts'
import { compareVersions } from '../../lib/compare-versions.ts'
import type { ReleaseManifest } from './release-manifest.ts'

export interface Comparison {
  readonly installed: string
  readonly offered: string
  /** `diverged`: its schema is not a continuation of the installed one. */
  readonly is: 'newer' | 'same' | 'older' | 'diverged'
  /** What the first start would run, by file name. */
  readonly migrations: readonly string[]
  /** Every node has to be stopped before one of the offered version starts. */
  readonly needsStop: boolean
}

/** What an upgrade from one release to another would do. */
export function compareReleases(installed: ReleaseManifest, offered: ReleaseManifest): Comparison {
  const nameOf = ({ version, name }: ReleaseManifest['migrations'][number]): string =>
    `${String(version).padStart(4, '0')}-${name}`
  const known = new Set(installed.migrations.map(nameOf))
  const added = offered.migrations.filter((migration) => !known.has(nameOf(migration)))
  const isMissingSome = offered.migrations.length - added.length < known.size
  const newest = Math.max(0, ...installed.migrations.map(({ version }) => version))
  const isOutOfOrder = added.some(({ version }) => version <= newest)
  const order = compareVersions(offered.version, installed.version)
  return {
    installed: installed.version,
    offered: offered.version,
    is:
      isMissingSome || isOutOfOrder
        ? order < 0
          ? 'older'
          : 'diverged'
        : (['older', 'same', 'newer'] as const)[order + 1]!,
    migrations: added.map(nameOf),
    needsStop: added.some(({ rolling }) => !leavesRunning(rolling, installed.version)),
  }
}
