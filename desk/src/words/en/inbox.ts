export const inbox = {
  channelWords: {
    name: (kind: string) => channelNames[kind] ?? kind,
    /** A channel of a company's own is called what they call it. */
    by: (kind: string, name: string) => channelPhrases[kind] ?? `through ${name}`,
  },
  inbox: {
    title: 'Inbox',
    pageTitle: (count: number) => (count > 0 ? `(${count}) Inbox · Throughline` : 'Inbox · Throughline'),
    queues: { mine: 'Mine', unassigned: 'Unassigned', all: 'All' },
    queuesLabel: 'Queues',
    listLabel: 'Issues',
    show: 'Show',
    statusFilter: {
      active: 'Open',
      open: 'New',
      waiting_on_us: 'Waiting on us',
      waiting_on_customer: 'Waiting on customer',
      snoozed: 'Snoozed',
      resolved: 'Closed',
    },
    newestFirst: 'Newest first',
    oldestFirst: 'Longest waiting first',
    waiting: (count: number) => `${count} new`,
    empty: {
      mine: 'Nothing waits for you',
      mineMore: 'Take one from Unassigned.',
      unassigned: 'Everything has an owner',
      unassignedMore: 'What comes in without one shows here.',
      all: 'Nothing is open',
      allMore: 'When a customer writes, it shows here within a second.',
      snoozed: 'Nothing is snoozed',
      resolved: 'Nothing has been closed yet',
      other: 'Nothing here',
      connect: 'Connect a channel',
      connectMore: 'Connect the first channel, and what customers write shows here.',
    },
    end: 'That is all.',
    choose: 'Choose an issue',
    chooseMore: 'j and k go down and up, Enter opens. Press ? for all shortcuts.',
    owes: 'waits for an answer',
    noWords: 'No messages yet',
    counted: (count: number, cappedAt: number) => (count >= cappedAt ? `${cappedAt}+` : String(count)),
  },
}

const channelNames: Record<string, string> = {
  email: 'Email',
  api: 'API',
  webchat: 'Web chat',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  messenger: 'Messenger',
  instagram: 'Instagram',
  voice: 'Phone',
}

const channelPhrases: Record<string, string> = {
  email: 'by email',
  webchat: 'in web chat',
  sms: 'by SMS',
  whatsapp: 'on WhatsApp',
  telegram: 'on Telegram',
  messenger: 'on Messenger',
  instagram: 'on Instagram',
  voice: 'by phone',
}
