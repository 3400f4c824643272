import { defineWords } from '../words.ts'

/** What the server says about notifications that go by mail. */
export const notificationWords = defineWords('notifications', {
  no_mail: () => 'No channel can send mail, so notifications stay in the desk.',
  people_only: () => 'Only people have a mailbox. A token gets no mail.',
  asked_just_now: () => 'A mail was sent a moment ago. Wait a minute, then ask again.',
  own_address: () => 'This address belongs to one of our channels. What is sent there comes back to the inbox.',
  link_over: () => 'This link is not valid any more, or is for somebody else. Ask for a new mail.',
  given_up: () => 'It was tried for a day.',
})
