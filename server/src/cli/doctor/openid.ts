import type { Config } from '../../lib/config.ts'
import { messageOf } from '../../lib/errors.ts'
import { createGuardedFetch } from '../../lib/guarded-fetch.ts'
import { discoverOpenId, openIdCallback } from '../../people/staff/staff.ts'
import type { Finding } from './finding.ts'

/** Whether the company's own sign-in can be reached, and is the one that the settings name. */
export async function checkOpenId({ openId, publicUrl, allowedPrivateHosts }: Config): Promise<Finding[]> {
  if (!openId) return []
  const name = 'OpenID'
  try {
    await discoverOpenId(openId, createGuardedFetch({ allowPrivateHosts: allowedPrivateHosts }))
    const advice = `It has to know this redirect address: ${openIdCallback(publicUrl)}`
    return [{ name, ok: true, sentence: `${openId.issuer} answers.`, advice }]
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${messageOf(error.cause)}` : ''
    const sentence = `${openId.issuer} cannot be used to sign in: ${messageOf(error)}${cause}`
    const advice = 'Check OIDC_ISSUER; a provider on the inner network is named in ALLOWED_PRIVATE_HOSTS, too.'
    return [{ name, ok: false, sentence, advice }]
  }
}
