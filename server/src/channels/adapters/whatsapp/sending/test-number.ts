import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { z } from 'zod'
import type { AddressRules } from '../../../../lib/safe-address.ts'
import { ChannelError, type ChannelContext, type TestStep } from '../../../contract.ts'
import type { WhatsAppSettings } from '../settings.ts'
import { callGraph } from './graph.ts'

const PhoneNumber = z.object({ display_phone_number: z.string().catch(''), verified_name: z.string().catch('') })

/** Whether the access token reads the number that it is to send by. */
export async function testNumber(
  rules: AddressRules,
  { channel: { settings } }: ChannelContext<WhatsAppSettings>,
): Promise<TestStep[]> {
  const name = whatsappWords.step_number()
  try {
    const fields = 'fields=display_phone_number,verified_name'
    const answer = PhoneNumber.parse(await callGraph(rules, settings, `${settings.phoneNumberId}?${fields}`))
    const { display_phone_number: number, verified_name: called } = answer
    return [{ name, ok: true, ...whatsappWords.number_is({ number, name: called }) }]
  } catch (error) {
    if (error instanceof ChannelError) return [{ name, ok: false, ...error.wording }]
    return [{ name, ok: false, ...whatsappWords.odd_answer() }]
  }
}
