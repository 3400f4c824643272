import { defineWords } from '../words.ts'

export const consentWords = defineWords('consents', {
  asked_for_no_more: () => 'The customer has asked for no more messages.',
  not_sent: () => 'Not sent: the customer has asked for no more messages.',
  proactive_withdrawn: () => 'The customer wants no news and offers.',
  proactive_unsaid: () => 'The customer has not agreed to news and offers.',
  copy_to_withdrawn: ({ address }: { address: string }) =>
    `${address} has asked for no more messages. Nothing was sent.`,
  only_claimed: () => 'Nobody has proven that the address is theirs, so nothing was changed for its owner.',
  in_the_future: () => 'What was said has a time in the past. Nothing was recorded.',
})
