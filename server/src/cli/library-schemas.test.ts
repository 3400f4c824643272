import { expect, test } from 'vitest'
import { digestOf } from '../platform/db/backup/backup.ts'
import { librarySchemas } from './library-schemas.ts'

test('what a library makes today is known when it comes back in an archive', () => {
  // After an update of the library: add the new digest, and keep the old ones.
  for (const { construction, knownDigests } of librarySchemas) expect(knownDigests).toContain(digestOf(construction))
})
