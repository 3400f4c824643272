import type { AddressConsents, ConsentPurpose } from '@throughline/protocol/consents/consent.ts'

export interface ConsentChoice {
  name: `${ConsentPurpose}_${'given' | 'withdrawn'}`
  purpose: ConsentPurpose
  isGiven: boolean
}

const choice = (purpose: ConsentPurpose, isGiven: boolean): ConsentChoice => ({
  name: `${purpose}_${isGiven ? 'given' : 'withdrawn'}`,
  purpose,
  isGiven,
})

/** What can be recorded of an address: what is not so already. */
export function consentChoices({
  service,
  proactive,
}: Pick<AddressConsents, 'service' | 'proactive'>): ConsentChoice[] {
  const choices: ConsentChoice[] = []
  if (service !== 'withdrawn') choices.push(choice('service', false))
  if (service === 'withdrawn' || service === 'partly_withdrawn') choices.push(choice('service', true))
  // While answers are not wanted, nothing else is.
  else if (proactive === 'given') choices.push(choice('proactive', false))
  else choices.push(choice('proactive', true))
  return choices
}
