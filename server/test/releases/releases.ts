import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { compareVersions } from '../../src/lib/compare-versions.ts'
import type { Facts } from './facts.ts'

/** What is kept of a release beside the dump of its database, in `<version>.json`. */
export interface Release {
  readonly version: string
  /** The number of its newest migration. */
  readonly schemaVersion: number
  /** The moment at which its story ends. */
  readonly end: string
  /** Made for this dump and used nowhere else: what the dump holds sealed opens with it. */
  readonly testSecretKey: string
  /** Of an admin's program. */
  readonly testToken: string
  readonly webhook: { readonly id: string; readonly testSecret: string }
  /** Answers that have yet to leave, by their texts. */
  readonly unsent: readonly string[]
  readonly facts: Facts
}

/** Of each release, oldest first. */
export const releases: readonly Release[] = globSync('*.json', { cwd: import.meta.dirname })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by make-dump.ts
  .map((name) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Release)
  .toSorted((one, other) => compareVersions(one.version, other.version))

export const placeOf = (version: string, kind: 'json' | 'sql.gz'): string =>
  join(import.meta.dirname, `${version}.${kind}`)

/** SQL that makes the database in an empty one. */
export function dumpOf({ version }: Release): string {
  return gunzipSync(readFileSync(placeOf(version, 'sql.gz'))).toString()
}
