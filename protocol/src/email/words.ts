import { defineWords } from '../words.ts'

/** How a mail channel is, and what a test of it found. */
export const emailWords = defineWords('email', {
  step_address: () => 'Address',
  step_receiving: () => 'Receiving',
  step_mailbox: () => 'Mailbox',
  step_folder: () => 'Folder',
  step_sending: () => 'Sending',
  no_password: ({ user, host }: { user: string; host: string }) =>
    `There is no password for ${user} at ${host}: give it again.`,
  unencrypted_refused: ({ host }: { host: string }) =>
    `${host} is not this machine, and a password is not sent there without encryption.`,
  unencrypted: ({ host }: { host: string }) =>
    `The password is sent to ${host} without encryption: anybody on the way can read it.`,
  connecting: ({ host }: { host: string }) => `Connecting to ${host}.`,
  reading: ({ folder }: { folder: string }) => `Reading ${folder}.`,
  watching: ({ folder }: { folder: string }) => `Watching ${folder}.`,
  numbered_anew: () => 'The server numbered it anew, so it is read again; what is known is skipped.',
  trying_again: ({ seconds }: { seconds: number }) => `Trying again in ${seconds} s.`,
  listening: ({ port }: { port: number }) => `Mail is taken in on port ${port}.`,
  no_way_in: () => 'No mailbox is watched, and the mail listener is switched off.',
  nothing_comes_in: () => 'No mailbox is watched, and the mail listener is switched off: nothing comes in.',
  only_own_mail: () => 'No address is set: only mail of this machine to its own name is taken in. Set the address.',
  nothing_can_leave: () => 'No address is set: nothing can leave from here.',
  leaves_from_asked: () => 'Mail leaves from the accepted address that the customer wrote to.',
  leaves_from: ({ address }: { address: string }) => `Mail leaves from ${address}.`,
  answers_to_signed: () => 'Answers come back to signed addresses of it.',
  own_name_only: () => 'Only mail of this machine to its own name is taken in, such as to support@localhost.',
  taken_in_for: ({ addresses }: { addresses: string[] }) => `Mail to ${addresses.join(', ')} is taken in by SMTP.`,
  signed_in: ({ host, user }: { host: string; user: string }) => `Signed in to ${host} as ${user}.`,
  folder_holds: ({ folder, count }: { folder: string; count: number }) => `${folder} holds ${count} mails.`,
  new_mail_announced: () => 'New mail is announced at once.',
  new_mail_looked_for: () => 'New mail is looked for.',
  kept_in_outbox: () => 'There is no outgoing server: mail is kept in the built-in outbox for reading.',
  leaves_by_installation: () => 'Mail leaves by the server of the installation.',
  leaves_by: ({ server }: { server: string }) => `Mail leaves by ${server}.`,
})
