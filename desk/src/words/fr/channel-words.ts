import type { channelWords as english } from '../en/channel-words.ts'
import type { Spoken } from '../spoken.ts'

export const channelWords: Spoken<typeof english> = {
  channelWords: {
    name: (kind) => channelNames[kind] ?? kind,
    by: (kind, name) => channelPhrases[kind] ?? `via ${name}`,
  },
}

const channelNames: Record<string, string> = {
  email: 'E-mail',
  api: 'API',
  webchat: 'Chat web',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  messenger: 'Messenger',
  instagram: 'Instagram',
  voice: 'Téléphone',
}

const channelPhrases: Record<string, string> = {
  email: 'par e-mail',
  webchat: 'par chat web',
  sms: 'par SMS',
  whatsapp: 'sur WhatsApp',
  telegram: 'sur Telegram',
  messenger: 'sur Messenger',
  instagram: 'sur Instagram',
  voice: 'par téléphone',
}
