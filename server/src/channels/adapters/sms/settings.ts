import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { asMessage } from '@throughline/protocol/words.ts'
import { z } from 'zod'

const e164 = /^\+[1-9]\d{6,14}$/

/** An account at Twilio (https://www.twilio.com/docs/messaging/api/message-resource). */
const twilio = z
  .strictObject({
    provider: z.literal('twilio').meta({ title: 'Provider' }),
    accountSid: z
      .string()
      .regex(/^AC[0-9a-f]{32}$/i)
      .meta({ title: 'Account SID', description: 'On the first page of the Twilio Console; it begins with AC.' }),
    authToken: z.string().min(1).meta({
      title: 'Auth token',
      description: 'Beside the account SID. It signs in to send, and proves that what comes in is from Twilio.',
    }),
    from: z
      .string()
      .regex(/^(\+[1-9]\d{6,14}|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})?$/)
      .default('')
      .meta({
        title: 'Sender',
        description: 'A number of the account with its country code, such as +15005550006, or a short code or name.',
      }),
    messagingServiceSid: z
      .string()
      .regex(/^(MG[0-9a-f]{32})?$/i)
      .default('')
      .meta({
        title: 'Messaging service SID',
        description: 'Instead of a sender: Twilio then chooses one of the service’s numbers. It begins with MG.',
      }),
    server: z
      .url({ protocol: /^https?$/ })
      .default('https://api.twilio.com')
      .meta({ title: 'API server', description: 'Another one for a region or a proxy of your own.' }),
  })
  .refine(({ from, messagingServiceSid }) => from !== '' || messagingServiceSid !== '', {
    path: ['from'],
    message: asMessage(fieldWords.missing()),
  })

/** Each provider has settings of its own, told apart by `provider`. */
export const SmsSettings = z.discriminatedUnion('provider', [twilio])
export type SmsSettings = z.infer<typeof SmsSettings>
export type TwilioSettings = z.infer<typeof twilio>

/** A telephone number that is the same everywhere, unlike a short code or a name. */
export const isPhoneNumber = (address: string): boolean => e164.test(address)
