import { expect, test } from 'vitest'
import { compareReleases, compareVersions } from './compare-releases.ts'
import type { ReleaseManifest } from './release-manifest.ts'

const release = (version: string, ...names: string[]): ReleaseManifest => ({
  name: 'throughline',
  version,
  migrations: names.map((name, index) => ({
    version: index + 1,
    name: name.replace('~', ''),
    rolling: name.startsWith('~'),
  })),
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
    release('1.3.0', 'first', 'second', '~third'),
    { is: 'newer', migrations: ['0003-third'], needsStop: false },
  ],
  [
    'one with a migration that does not say so',
    release('2.0.0', 'first', 'second', '~third', 'fourth'),
    { is: 'newer', migrations: ['0003-third', '0004-fourth'], needsStop: true },
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

test('versions are ordered by number, and a candidate comes before its release', () => {
  const inOrder = ['0.9.9', '0.10.0', '1.0.0-rc.2', '1.0.0-rc.10', '1.0.0', '1.0.1']
  for (const [index, version] of inOrder.entries()) {
    for (const [other, against] of inOrder.entries()) {
      expect(compareVersions(version, against)).toBe(Math.sign(index - other))
    }
  }
})
