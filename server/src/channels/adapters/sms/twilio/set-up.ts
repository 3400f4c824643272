import { smsWords } from '@throughline/protocol/sms/words.ts'
import type { SetUpStep } from '../../../contract.ts'
import { isPhoneNumber, type TwilioSettings } from '../settings.ts'

/** Twilio gives up after one attempt unless the address says otherwise, in a fragment that it does not send along. */
const triesAgain = '#rc=5&rp=all'

export function setUp({ from, messagingServiceSid }: TwilioSettings, url: string): SetUpStep[] {
  const copy = url + triesAgain
  if (messagingServiceSid !== '') {
    return [
      { ...smsWords.open_service({ service: messagingServiceSid }), copy: null },
      { ...smsWords.paste_at_service(), copy },
    ]
  }
  const open = isPhoneNumber(from) ? smsWords.open_number({ number: from }) : smsWords.open_numbers()
  return [
    { ...open, copy: null },
    { ...smsWords.paste_at_number(), copy },
  ]
}
