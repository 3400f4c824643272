export const channelWords = {
  channelWords: {
    name: (kind: string) => channelNames[kind] ?? kind,
    /** A channel of a company's own is called what they call it. */
    by: (kind: string, name: string) => channelPhrases[kind] ?? `through ${name}`,
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
