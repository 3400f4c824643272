import { expect, test } from 'vitest'
import { compareVersions } from './compare-versions.ts'

test('versions are ordered by number, and a candidate comes before its release', () => {
  const inOrder = ['0.9.9', '0.10.0', '1.0.0-rc.2', '1.0.0-rc.10', '1.0.0', '1.0.1']
  for (const [index, version] of inOrder.entries()) {
    for (const [other, against] of inOrder.entries()) {
      expect(compareVersions(version, against)).toBe(Math.sign(index - other))
    }
  }
})
