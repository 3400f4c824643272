import { defineWords } from '../words.ts'

/** What channels for SMS say: what became of a message, and what is wrong with the account. */
export const smsWords = defineWords('sms', {
  not_signed: () => 'The request is not signed with the auth token of the account.',
  unreadable: () => 'It is neither a message nor a report about one, or its sender or id is missing.',
  unknown_status: ({ status }: { status: string }) => `It reports a status that is not known here: “${status}”.`,
  other_service: ({ from }: { from: string }) =>
    `It was not sent by SMS or MMS but by another service of the provider: ${from}.`,
  own_number: ({ number }: { number: string }) => `It came from the channel’s own number, ${number}.`,
  arrived: () => 'The network reports that it arrived.',
  was_read: () => 'It was read.',
  was_handed_on: () => 'The provider has it and passes it on.',
  opted_out: () => 'The recipient has written STOP. Nothing goes to this number until they write START.',
  handset_unreachable: () => 'The phone could not be reached: it is off, without network, or cannot receive SMS.',
  message_blocked: () => 'The network or the recipient blocks messages from this number.',
  unknown_destination: () => 'The number does not exist, or does not exist any more.',
  landline: () => 'The number is a landline, or its network takes no SMS.',
  filtered: () => 'The network took the message for spam and did not deliver it.',
  unknown_reason: () => 'The network did not deliver it and gave no reason.',
  parts_missing: () => 'Parts of the message were lost on the way.',
  too_expensive: () => 'Sending it would have cost more than the highest price that is set.',
  too_late: () => 'It could not be delivered in time and was given up.',
  queue_full: () => 'Too many messages wait at the provider.',
  daily_limit: () => 'The sender has used up what the network allows it for a day.',
  not_registered: () => 'The sending number is not registered for messages to this country (A2P 10DLC or toll-free).',
  account_suspended: () => 'The account at the provider is suspended.',
  canceled: () => 'It was cancelled at the provider before it was sent.',
  no_mobile_number: () => 'The number is no number that can receive SMS.',
  region_not_allowed: () => 'The account at the provider does not allow messages to this country.',
  not_reachable_from: () => 'The number cannot be reached from the sender of this channel.',
  trial_account: () => 'A trial account sends only to numbers that were verified at the provider.',
  too_long: () => 'The message is too long for one SMS of several parts.',
  sender_refused: ({ said }: { said: string }) =>
    `The provider does not accept the sender of this channel. It said: ${said}`,
  callback_refused: ({ url }: { url: string }) =>
    `The provider does not accept ${url} as the address for its reports. It has to be reached from the internet.`,
  credentials_refused: () => 'The provider does not accept the account SID and the auth token.',
  no_such_account: () => 'The provider knows no such account.',
  too_fast: () => 'The provider takes no more messages at this moment.',
  provider_away: ({ status }: { status: number }) => `The provider cannot take messages now (${status}).`,
  answer_lost: () =>
    'The provider did not answer. The message may have left all the same: its report is waited for before it is sent again.',
  refused: ({ code, said }: { code: string; said: string }) => `The provider did not take it (${code}): ${said}`,
  failed_with: ({ code }: { code: string }) => `The provider could not deliver it (error ${code}).`,
  failed: () => 'The provider could not deliver it and gave no reason.',
  no_such_media: () => 'The provider has this file no more.',
  not_its_media: () => 'The address of the file is none of the provider’s.',
  open_number: ({ number }: { number: string }) =>
    `In the Twilio Console, open Phone Numbers → Manage → Active numbers, and choose ${number}.`,
  open_numbers: () =>
    'In the Twilio Console, open Phone Numbers → Manage → Active numbers, and choose the number that customers write to.',
  open_service: ({ service }: { service: string }) =>
    `In the Twilio Console, open Messaging → Services, and choose ${service}.`,
  paste_at_number: () =>
    'Under “Messaging → A message comes in”, choose “Webhook” and “HTTP POST”, paste this address, and save. What stands behind # lets Twilio try again.',
  paste_at_service: () =>
    'Under “Integration”, choose “Send a webhook”, paste this address as the request URL, choose “HTTP POST”, and save. What stands behind # lets Twilio try again.',
  step_account: () => 'Account',
  step_sender: () => 'Sender',
  step_inbound: () => 'Incoming messages',
  account_works: ({ name }: { name: string }) => `The provider knows the account “${name}”.`,
  account_state: ({ state }: { state: string }) => `The account is not active: ${state}.`,
  sender_works: ({ number }: { number: string }) => `${number} belongs to the account and can send SMS.`,
  sender_unknown: ({ number }: { number: string }) => `The account has no number ${number} that can send SMS.`,
  sends_by_service: ({ service }: { service: string }) =>
    `The messaging service ${service} chooses the sender. Set its incoming messages to this channel’s inbound URL.`,
  inbound_works: () => 'Messages to the number are handed in here.',
  inbound_elsewhere: ({ url }: { url: string }) =>
    `Messages to the number do not come here. At the provider, set “A message comes in” to ${url}.`,
})
