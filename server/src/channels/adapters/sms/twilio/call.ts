import { safeFetch, type SafeResponse } from '../../../../lib/safe-fetch.ts'
import type { ChannelContext } from '../../../contract.ts'
import type { Outside } from '../provider.ts'
import type { TwilioSettings } from '../settings.ts'

/** One call of Twilio's API, signed in as the account. Fails with `AppError` when there is no answer. */
export function call(
  outside: Outside,
  { channel }: Pick<ChannelContext<TwilioSettings>, 'channel'>,
  { path, form, maxBytes }: { path: string; form?: URLSearchParams; maxBytes?: number },
): Promise<SafeResponse> {
  const { server, accountSid, authToken } = channel.settings
  const basic = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
  return safeFetch(new URL(path, server).href, {
    ...outside.addressRules,
    method: form ? 'POST' : 'GET',
    headers: {
      authorization: `Basic ${basic}`,
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(form ? { body: form.toString() } : {}),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  })
}
