import { defineWords } from '../words.ts'

/** What came by WhatsApp and is no message, and why a message to it failed. */
export const whatsappWords = defineWords('whatsapp', {
  not_signed: () => 'Its signature does not fit the app secret.',
  wrong_token: () => 'It brings another verify token.',
  not_json: () => 'It is no webhook of WhatsApp.',
  odd_member: ({ what }: { what: string }) => `WhatsApp sent it in a form that is not known here (${what}).`,
  unknown_field: ({ field }: { field: string }) => `WhatsApp reports it as “${field}”, which is not used here.`,
  in_group: () => 'It was written in a group. Groups are not answered from here.',
  from_own_number: () => 'It comes from the number of this channel itself.',
  chat_opened: () => 'The customer has opened the chat and not written yet.',
  call: ({ event }: { event: string }) => `A call (${event}). Calls are not taken here.`,
  call_permission: ({ answer }: { answer: string }) => `The customer was asked whether we may call: ${answer}.`,
  security_code: () => 'The security code of the customer has changed: WhatsApp was set up anew on a device.',
  system: ({ type }: { type: string }) => `A notice of WhatsApp itself (${type}).`,
  earlier_message: () => 'The customer wrote it before this channel was connected.',
  history: ({ progress }: { progress: number }) => `Earlier conversations are being handed over: ${progress} %.`,
  history_declined: () => 'Earlier conversations are not shared: that was declined in the WhatsApp Business app.',
  app_contacts: () => 'Contacts of the WhatsApp Business app. They are not taken over.',
  echo_edited: () => 'A message that was sent by the WhatsApp Business app was changed there.',
  echo_deleted: () => 'A message that was sent by the WhatsApp Business app was deleted there.',
  reported: ({ status }: { status: string }) => `WhatsApp reports: ${status}.`,

  account_event: ({ event }: { event: string }) => `WhatsApp reports about the account: ${event}.`,
  account_deleted: () => 'The WhatsApp Business account was deleted. Nothing comes in or leaves.',
  account_restricted: ({ restrictions }: { restrictions: string }) =>
    `WhatsApp has restricted the account: ${restrictions}.`,
  account_violation: ({ violation }: { violation: string }) =>
    `WhatsApp says that the account has broken its rules: ${violation}.`,
  account_disabled: ({ state }: { state: string }) => `WhatsApp has blocked the account, or is about to: ${state}.`,
  account_reinstated: () => 'WhatsApp has taken back its block of the account.',
  account_offboarded: () => 'The number was disconnected from the WhatsApp Business app.',
  account_reconnected: () => 'The number is connected with the WhatsApp Business app again.',
  account_partner_removed: () => 'The account was disconnected from the app that sends and receives here.',
  account_error: ({ code, title }: { code: string; title: string }) => `WhatsApp reports an error (${code}): ${title}.`,
  number_quality: ({ event }: { event: string }) => `The quality or the limit of the number has changed: ${event}.`,

  template_status: ({ name, language, status }: { name: string; language: string; status: string }) =>
    `The template ${name} (${language}) is now ${status}.`,
  template_because: ({ reason }: { reason: string }) => `WhatsApp says why: ${reason}`,
  template_quality: ({ name, language, quality }: { name: string; language: string; quality: string }) =>
    `The quality of the template ${name} (${language}) is now ${quality}.`,
  template_category: ({ name, language, category }: { name: string; language: string; category: string }) =>
    `The category of the template ${name} (${language}) is now ${category}.`,
  template_components: ({ name, language }: { name: string; language: string }) =>
    `The text of the template ${name} (${language}) has changed.`,

  failed: ({ code, said }: { code: string; said: string }) => `WhatsApp did not take it (${code}): ${said}`,
  window_closed: () =>
    'The customer’s last message is more than 24 hours old. WhatsApp takes an answer like this only within 24 hours of it.',
  never_wrote: () =>
    'The customer has not written here yet. WhatsApp takes an answer like this only within 24 hours of a message of theirs.',
  window_open: () => 'WhatsApp takes answers until 24 hours after the customer’s last message.',
  undeliverable: () =>
    'WhatsApp cannot deliver it: the number is not on WhatsApp, its app is too old, or its owner has not accepted the new terms.',
  too_fast_for_one: () => 'Too many messages to this customer in a short time. It is tried again.',
  too_fast: () => 'Too many messages leave by this number at once. It is tried again.',
  held_back: () => 'WhatsApp has held it back: this person gets too many messages of companies at present.',
  experiment: () => 'WhatsApp does not deliver it: the number is part of an experiment of WhatsApp.',
  marketing_stopped: () => 'The customer has stopped marketing messages of this company.',
  spam_limit: () => 'WhatsApp limits this number, because too many people have blocked it or reported its messages.',
  token_refused: () => 'WhatsApp does not take the access token. Make a new one and save it with the channel.',
  not_permitted: ({ said }: { said: string }) =>
    `The access token may not do this, or the account is locked. WhatsApp says: ${said}`,
  payment: () =>
    'There is a problem with the payment of the WhatsApp Business account. Nothing leaves until it is solved.',
  not_registered: () => 'The number is not registered with the Cloud API.',
  not_a_test_number: () => 'A test number writes only to numbers that were added to its list at Meta.',
  needs_phone: () => 'A message of this kind needs the customer’s phone number, and WhatsApp does not show it to us.',
  file_refused: ({ name, said }: { name: string; said: string }) => `WhatsApp did not take the file ${name}: ${said}`,
  file_too_large: ({ name, maxMiB }: { name: string; maxMiB: number }) =>
    `The file ${name} is larger than the ${maxMiB} MiB that WhatsApp takes. Nothing was sent.`,
  empty: () => 'There is nothing in it that WhatsApp could carry.',
  unavailable: () => 'WhatsApp is not available at present. It is tried again.',
  odd_answer: () => 'WhatsApp answered in a form that is not known here.',
  media_gone: () => 'WhatsApp does not have the file any more.',

  set_up_url: () =>
    'At Meta, open the app, then WhatsApp, Configuration, Webhook, and paste this address as the callback URL.',
  set_up_token: () => 'Give the verify token that you chose here, and let Meta verify it.',
  set_up_fields: () =>
    'Subscribe to “messages”, and to what else you use: the account, templates, “user_preferences”, “user_id_update”.',
  set_up_test: () => 'Test the channel here, then write to the number from a phone of yours.',

  step_number: () => 'Phone number',
  number_is: ({ number, name }: { number: string; name: string }) => `${number} (${name}) answers to the access token.`,
})
