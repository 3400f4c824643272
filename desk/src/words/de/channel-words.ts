import type { channelWords as english } from '../en/channel-words.ts'
import type { Spoken } from '../spoken.ts'

export const channelWords: Spoken<typeof english> = {
  channelWords: {
    name: (kind) => channelNames[kind] ?? kind,
    by: (kind, name) => channelPhrases[kind] ?? `über ${name}`,
  },
}

const channelNames: Record<string, string> = {
  email: 'E-Mail',
  api: 'API',
  webchat: 'Web-Chat',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  messenger: 'Messenger',
  instagram: 'Instagram',
  voice: 'Telefon',
}

const channelPhrases: Record<string, string> = {
  email: 'per E-Mail',
  webchat: 'im Web-Chat',
  sms: 'per SMS',
  whatsapp: 'über WhatsApp',
  telegram: 'über Telegram',
  messenger: 'über Messenger',
  instagram: 'über Instagram',
  voice: 'am Telefon',
}
