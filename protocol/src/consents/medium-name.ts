/** What people call a way of writing. Names of products are the same in every language. */
const names: Readonly<Record<string, string>> = {
  sms: 'SMS',
  rcs: 'RCS',
  whatsapp: 'WhatsApp',
  line: 'LINE',
  email: 'mail',
  webchat: 'chat',
  api: 'API',
}

export function mediumName(medium: string): string {
  return names[medium] ?? medium.charAt(0).toUpperCase() + medium.slice(1)
}
