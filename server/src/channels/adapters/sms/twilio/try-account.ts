import { smsWords } from '@throughline/protocol/sms/words.ts'
import { z } from 'zod'
import type { Wording } from '@throughline/protocol/words.ts'
import { wordingOf } from '../../../../lib/errors.ts'
import type { ChannelContext, TestStep } from '../../../contract.ts'
import { inboundUrl, type Outside } from '../provider.ts'
import { isPhoneNumber, type TwilioSettings } from '../settings.ts'
import { call } from './call.ts'

const Account = z.object({ friendly_name: z.string(), status: z.string() })
const Numbers = z.object({
  incoming_phone_numbers: z.array(
    z.object({ sms_url: z.string().nullish(), capabilities: z.object({ sms: z.boolean() }) }),
  ),
})

/** Whether the account signs in, has the sender, and hands messages in here. Sends nothing. */
export async function tryAccount(outside: Outside, context: ChannelContext<TwilioSettings>): Promise<TestStep[]> {
  const { accountSid, from, messagingServiceSid } = context.channel.settings
  const account = await accountStep(outside, context)
  if (!account.ok) return [account]
  if (messagingServiceSid !== '') {
    return [account, step(smsWords.step_sender(), true, smsWords.sends_by_service({ service: messagingServiceSid }))]
  }
  if (!isPhoneNumber(from)) return [account]
  const path = `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(from)}`
  const found = Numbers.safeParse(await jsonAt(outside, context, path))
  const number = found.data?.incoming_phone_numbers.find(({ capabilities }) => capabilities.sms)
  if (!number) return [account, step(smsWords.step_sender(), false, smsWords.sender_unknown({ number: from }))]
  // A retry policy stands behind the address as a fragment.
  const url = inboundUrl(outside, context.channel)
  const isHere = number.sms_url?.split('#')[0] === url
  return [
    account,
    step(smsWords.step_sender(), true, smsWords.sender_works({ number: from })),
    step(smsWords.step_inbound(), isHere, isHere ? smsWords.inbound_works() : smsWords.inbound_elsewhere({ url })),
  ]
}

async function accountStep(outside: Outside, context: ChannelContext<TwilioSettings>): Promise<TestStep> {
  const name = smsWords.step_account()
  try {
    const { status, body } = await call(outside, context, {
      path: `/2010-04-01/Accounts/${context.channel.settings.accountSid}.json`,
    })
    if (status === 401 || status === 403) return step(name, false, smsWords.credentials_refused())
    if (status === 404) return step(name, false, smsWords.no_such_account())
    if (status >= 300) return step(name, false, smsWords.provider_away({ status }))
    const account = Account.safeParse(JSON.parse(body.toString()))
    if (!account.success) return step(name, false, smsWords.no_such_account())
    const { friendly_name: friendlyName, status: state } = account.data
    return state === 'active'
      ? step(name, true, smsWords.account_works({ name: friendlyName }))
      : step(name, false, smsWords.account_state({ state }))
  } catch (error) {
    return step(name, false, wordingOf(error))
  }
}

async function jsonAt(outside: Outside, context: ChannelContext<TwilioSettings>, path: string): Promise<unknown> {
  try {
    const { body } = await call(outside, context, { path })
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}

const step = (name: Wording, ok: boolean, said: Wording): TestStep => ({ name, ok, ...said })
