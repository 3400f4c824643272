import { expect, test } from 'vitest'
import { startClamd } from '../../../test/clamd/clamd-simulator.ts'
import { readConfig } from '../../lib/config.ts'
import { checkClamd } from './clamd.ts'

test('a scanner that answers is named with its version, one that does not is a finding, and none is needed', async () => {
  const clamd = await startClamd()
  const config = readConfig({ NODE_ENV: 'test', CLAMD_ADDRESS: clamd.setting })
  expect(await checkClamd(config)).toMatchObject([{ ok: true, sentence: expect.stringContaining('ClamAV 1.4.6') }])
  await clamd.stop()
  expect(await checkClamd(config)).toMatchObject([
    { ok: false, sentence: expect.stringContaining('cannot be used'), advice: expect.stringContaining('withheld') },
  ])
  expect(await checkClamd(readConfig({ NODE_ENV: 'test' }))).toEqual([])
})
