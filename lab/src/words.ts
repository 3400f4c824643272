import type { LabPerson, LabState } from '@throughline/protocol/lab/lab.ts'

/** Every word of the lab, in one place. */
export const w = {
  title: 'The channel lab',
  lead: 'You are the customer here, and the staff there. Nothing is faked inside: mail is SMTP, the chat is the real widget.',
  play: 'You play',
  customer: 'The customer’s things',
  places: 'Where you are',
  desk: {
    name: 'Desk',
    title: 'The desk, as staff see it',
    apart: 'Open in its own tab',
    show: 'Show the desk',
  },
  story: {
    name: 'Story',
    title: 'One customer, one thread',
    done: 'Done',
    next: 'Next',
    again: 'Begin again',
    finished: 'That is all of it: two channels, one thread. Play somebody else, or go on as you like.',
    steps: {
      signIn: (isSetupNeeded: boolean, demo: LabState['demoStaff']) => ({
        title: 'Sign in to the desk',
        hint: isSetupNeeded
          ? 'Nobody has an account yet. Open the link that was printed at the start, make one, and come back.'
          : demo
            ? `Everybody of the demo has the password ${demo.password}.`
            : 'With your own account, in the desk beside this.',
      }),
      connect: {
        title: 'Connect the lab’s mail and chat',
        hint: 'Two channels, made with the public API as in the settings. You can delete them there.',
      },
      mail: (address: string) => ({
        title: 'Write a mail',
        hint: `To ${address}. One is ready to be sent; write your own if you like.`,
      }),
      chat: (person: LabPerson) => ({
        title: 'Now chat',
        hint:
          person.account === null
            ? `On the shop’s page. ${firstName(person)} has no account there, so nobody can know who is chatting: try somebody else to see one thread.`
            : `On the shop’s page, signed in as ${firstName(person)}: the shop says who you are, so the chat and the mail are known to be yours.`,
      }),
      answer: ({ isMailAnswered, isChatAnswered }: { isMailAnswered: boolean; isChatAnswered: boolean }) => ({
        title: 'Answer both in the desk',
        hint: isMailAnswered
          ? 'The mail is answered. Now the chat: choose it in the picker beside “To”.'
          : isChatAnswered
            ? 'The chat is answered. Now the mail: choose it in the picker beside “To”.'
            : 'Each where it came from: the picker beside “To” has the chat and the mail.',
      }),
      thread: (person: LabPerson) => ({
        title: 'See one thread',
        hint: `Mail and chat of ${firstName(person)} stand on one thread, in order, once.`,
      }),
    },
    signInAs: (name: string) => `Sign in as ${name}`,
    connectNow: 'Connect them',
    connectAsAdmin: 'Only an admin can connect channels. Sign in as one.',
    openMail: 'Write it',
    openChat: 'Chat in the shop',
    openDesk: 'Go to the desk',
    openThread: 'Show the thread',
  },
  shop: { name: 'Shop', title: 'The shop’s page' },
  mail: {
    /** What a customer might write, ready to be sent. */
    first: (person: LabPerson) => ({
      subject: 'The lid is missing',
      text: `Hello,\n\nmy new kettle came without its lid. Can you send me one?\n\n${firstName(person)}`,
    }),
    name: 'Mailbox',
    of: 'Mailbox of',
    team: 'Team',
    other: 'Another mailbox…',
    otherAddress: 'Its address',
    look: 'Look',
    write: 'Write a mail',
    empty: 'No mail yet. Write the first one.',
    back: 'All mail',
    to: 'To',
    subject: 'Subject',
    text: 'Your mail',
    attach: 'Attach files',
    send: 'Send',
    sending: 'Sending …',
    discard: 'Discard',
    reply: 'Reply',
    you: 'You',
    noSubject: '(no subject)',
    quoted: 'Show quoted text',
    html: 'The mail, as it was formatted',
    unread: 'unread',
    closed: 'This mailbox is closed: mail to it bounces.',
    close: 'Close mailbox',
    open: 'Open mailbox',
    closeWhy: 'Mail to a closed mailbox comes back to the sender, and the desk shows it.',
    incomplete: 'A mail needs an address and some text.',
  },
  failed: 'It did not work.',
} as const

export function firstName({ name }: LabPerson): string {
  return name.split(' ')[0] ?? name
}
