import { safeFetch, type SafeResponse } from '../../../../lib/safe-fetch.ts'
import type { ChannelContext } from '../../../contract.ts'
import type { Outside } from '../provider.ts'
import type { TwilioSettings } from '../settings.ts'

/** One call of Twilio's API, signed in as the account. Fails with `AppError` when there is no answer. */
export function call(
  outside: Outside,
  { channel }: Pick<ChannelContext<TwilioSettings>, 'channel'>,
  { path, form }: { path: string; form?: URLSearchParams },
): Promise<SafeResponse> {
  const { server } = channel.settings
  return safeFetch(new URL(path, server).href, {
    ...outside.addressRules,
    method: form ? 'POST' : 'GET',
    headers: {
      authorization: basicOf(channel.settings),
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(form ? { body: form.toString() } : {}),
  })
}

export const basicOf = ({ accountSid, authToken }: TwilioSettings): string =>
  `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
