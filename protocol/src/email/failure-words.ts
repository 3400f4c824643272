import { defineWords } from '../words.ts'

/** What went wrong with a mail or a mail server. `said` is what the other server said, in its words. */
export const emailFailureWords = defineWords('email_failures', {
  too_slow: () => 'The mail server kept us waiting for too long.',
  no_address: () => 'The channel has no address to send from: an admin sets one in its settings.',
  attachments_too_large: ({ maxMb }: { maxMb: number }) =>
    `The attachments are larger than the ${maxMb} MB that fit into a mail.`,
  no_sender: () => 'That mail named no sender, so it can’t be answered.',
  not_an_address: ({ address }: { address: string }) => `“${address}” is no mail address.`,
  sign_in_failed: ({ said }: { said: string }) => `The mail server could not sign us in: ${said}`,
  sign_in_refused: ({ said }: { said: string }) => `The mail server refused the sign-in: ${said}`,
  no_encryption: ({ said }: { said: string }) => `No encrypted connection to the mail server: ${said}`,
  asked_to_wait: ({ said }: { said: string }) => `The mail server asked us to try later: ${said}`,
  mail_too_large: ({ said }: { said: string }) => `The mail is too large for the mail server: ${said}`,
  sender_refused: ({ said }: { said: string }) => `The mail server does not let us send as this address: ${said}`,
  address_refused: ({ said }: { said: string }) => `The address was refused: ${said}`,
  mail_refused: ({ said }: { said: string }) => `The mail server refused the mail: ${said}`,
  cannot_be_sent: ({ said }: { said: string }) => `The mail can't be sent: ${said}`,
  unreachable: ({ said }: { said: string }) => `The mail server can't be reached: ${said}`,
  no_access: () => 'The mailbox has neither an access token nor OAuth 2 access.',
  token_unreachable: ({ said }: { said: string }) => `No access token was to be had: ${said}`,
  token_refused: ({ said }: { said: string }) => `The provider gave no access token: ${said}`,
  numbers_wrongly: ({ host }: { host: string }) => `${host} numbers its mail in a way that IMAP forbids.`,
  hands_over_nothing: ({ host }: { host: string }) => `${host} keeps us waiting and hands over nothing.`,
  sends_too_much: ({ host }: { host: string }) => `${host} sends far more than it was asked for, or what IMAP forbids.`,
  slow_to_open: ({ host }: { host: string }) => `${host} takes too long to let us in.`,
  not_recorded: () => 'A mail could not be recorded; nothing was skipped.',
  no_such_server: ({ host }: { host: string }) => `There is no server called ${host}.`,
  user_refused: ({ host, user, said }: { host: string; user: string; said: string }) =>
    `${host} refused the sign-in of ${user}: ${said}.`,
  no_such_folder: ({ folder, host }: { folder: string; host: string }) => `There is no folder ${folder} on ${host}.`,
  no_connections: ({ host }: { host: string }) => `${host} accepts no connections on that port.`,
  bad_certificate: ({ host, said }: { host: string; said: string }) =>
    `The certificate of ${host} is not valid: ${said}.`,
  no_answer: ({ host }: { host: string }) => `${host} does not answer.`,
  connection_failed: ({ host, said }: { host: string; said: string }) => `The connection to ${host} failed: ${said}.`,
})
