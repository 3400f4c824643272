import { clamdAddressShown } from '../../lib/clamd-address.ts'
import type { Config } from '../../lib/config.ts'
import { messageOf } from '../../lib/errors.ts'
import { createClamd } from '../../platform/clamd/clamd.ts'
import type { Finding } from './finding.ts'

/** Whether the scanner answers that `CLAMD_ADDRESS` names; without it files are withheld. */
export async function checkClamd({ clamd: address }: Config): Promise<Finding[]> {
  if (address === null) return []
  const name = 'ClamAV'
  const shown = clamdAddressShown(address)
  try {
    const clamd = createClamd(address, { connectMs: 5000, silentMs: 10_000, totalMs: 10_000 })
    await clamd.ping()
    const version = await clamd.version()
    return [{ name, ok: true, sentence: `${shown} answers${version === null ? '' : `: ${version}`}.` }]
  } catch (error) {
    const sentence = `${shown} cannot be used: ${messageOf(error)}`
    const advice =
      'Check CLAMD_ADDRESS, that clamd runs, and that its socket is open to this user. New files are withheld until it answers.'
    return [{ name, ok: false, sentence, advice }]
  }
}
