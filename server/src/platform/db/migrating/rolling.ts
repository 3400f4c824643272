import { compareVersions } from '../../../lib/compare-versions.ts'

/**
 * What a migration says in its file, as `-- rolling: …`, of nodes of older versions that run meanwhile and afterwards:
 * `yes`, all of them go on; `from 0.2.0`, those of that version and newer ones do; `no`, every node has to be stopped.
 */
export type RollingMark = 'yes' | 'no' | `from ${string}`

export const rollingMark = /^(yes|no|from \d+\.\d+\.\d+)$/

/** Null: it says nothing, or nothing that is understood. */
export function rollingMarkOf(migration: string): RollingMark | null {
  const said = /^-- rolling: (.*?)\r?$/m.exec(migration)?.[1] ?? ''
  return isMark(said) ? said : null
}

/** Whether a node of `version`, which does not know the migration, goes on after it. */
export function leavesRunning(mark: string | null, version: string): boolean {
  if (mark === 'yes') return true
  return mark?.startsWith('from ') === true && compareVersions(version, mark.slice('from '.length)) >= 0
}

function isMark(text: string): text is RollingMark {
  return rollingMark.test(text)
}
