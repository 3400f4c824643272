import { expect, test } from 'vitest'
import { compareReleases } from './compare-releases.ts'
import type { ReleaseManifest } from './release-manifest.ts'

const release = (version: string, ...names: string[]): ReleaseManifest => ({
  name: 'throughline',
  version,
  migrations: names.map((said, index) => {
    const [name, rolling = 'no'] = said.split(': ')
    return { version: index + 1, name: name!, rolling }
  }),
})
const installed = release('1.2.0', 'first', 'second')

test.each([
  ['the same version', release('1.2.0', 'first', 'second'), { is: 'same', migrations: [], needsStop: false }],
  [
    'a newer one without migrations',
    release('1.3.0', 'first', 'second'),
    { is: 'newer', migrations: [], needsStop: false },
  ],
  [
    'one whose migrations leave the version before it working',
    release('1.3.0', 'first', 'second', 'third: yes'),
    { is: 'newer', migrations: ['0003-third'], needsStop: false },
  ],
  [
    'one with a migration that does not say so',
    release('2.0.0', 'first', 'second', 'third: yes', 'fourth'),
    { is: 'newer', migrations: ['0003-third', '0004-fourth'], needsStop: true },
  ],
  [
    'one with a migration that leaves versions from the installed one on working',
    release('1.3.0', 'first', 'second', 'third: from 1.2.0'),
    { is: 'newer', needsStop: false },
  ],
  [
    'one with a migration that leaves only a version working that was skipped',
    release('1.4.0', 'first', 'second', 'third: yes', 'fourth: from 1.3.0'),
    { is: 'newer', needsStop: true },
  ],
  ['an older one', release('1.1.0', 'first'), { is: 'older' }],
  ['an older version with the same schema', release('1.1.9', 'first', 'second'), { is: 'older', migrations: [] }],
  ['a newer one with another second migration', release('1.3.0', 'first', 'other'), { is: 'diverged' }],
])('%s', (_what, offered, expected) => {
  expect(compareReleases(installed, offered)).toMatchObject({
    installed: '1.2.0',
    offered: offered.version,
    ...expected,
  })
})
