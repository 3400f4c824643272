import type { ChannelAdapter } from '../../contract.ts'
import { SmsSettings } from './settings.ts'
import { createTwilio } from './twilio/twilio.ts'
import type { Outside } from './provider.ts'

/**
 * Text messages to and from telephones. A number can be forged by whoever sends, so what comes in is asserted and proves
 * nothing. Which provider carries them is a setting: each has a folder here that implements `SmsProvider`.
 */
export function createSmsAdapter(outside: Outside): ChannelAdapter<SmsSettings> {
  const providers = { twilio: createTwilio(outside) }
  const by = ({ channel }: { channel: { settings: SmsSettings } }) => providers[channel.settings.provider]
  return {
    kind: 'sms',
    name: 'SMS',
    description: 'Text messages to a number of yours, by Twilio.',
    icon: 'sms',
    identityKinds: ['phone'],
    receiptsNameEntries: true,
    capabilities: {
      richText: false,
      attachments: null,
      subject: false,
      cc: false,
      receipts: true,
      typing: false,
      live: true,
      maxTextLength: 1600,
    },
    settings: SmsSettings,
    // The token signs in at the server, in the name of the account.
    secretSettings: [{ path: 'authToken', boundTo: ['provider', 'server', 'accountSid'] }],
    webhook: {
      verify: (request, context) => by(context).verify(request, context),
      answer: (_request, context) => by(context).answer(),
      setUp: (settings, url) => providers[settings.provider].setUp(settings, url),
      secrets: ['x-twilio-signature'],
    },
    receive: async (request, context) => by(context).receive(request, context),
    fetchMedia: (media, context) => by(context).fetchMedia(media, context),
    send: (message, context) => by(context).send(message, context),
    test: (context) => by(context).test(context),
  }
}
