import type { Outside, SmsProvider } from '../provider.ts'
import type { TwilioSettings } from '../settings.ts'
import { fetchMedia } from './media.ts'
import { receive } from './receive.ts'
import { send } from './send.ts'
import { setUp } from './set-up.ts'
import { tryAccount } from './try-account.ts'
import { verify } from './verify.ts'

/** Twilio's Programmable Messaging, spoken by hand: https://www.twilio.com/docs/messaging */
export function createTwilio(outside: Outside): SmsProvider<TwilioSettings> {
  return {
    verify: (request, { channel }) => verify(request, channel.settings.authToken),
    // An empty document: nothing is sent back to the customer by it.
    answer: () => ({
      status: 200,
      type: 'text/xml',
      body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>',
    }),
    setUp,
    receive,
    fetchMedia: (media, context) => fetchMedia(outside, media, context),
    send: (message, context) => send(outside, message, context),
    test: (context) => tryAccount(outside, context),
  }
}
