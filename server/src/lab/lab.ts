import { join } from 'node:path'

/**
 * The channel lab: the outside world in small, for a newcomer who plays the customer. Owns simulated providers (a mail
 * provider, and a shop that embeds the widget) and what they keep in the folder `lab` of the data folder. Refuses every
 * short cut: it knows nothing of customers, threads or channels, and reaches the product only by the protocols that
 * real providers speak, at the doors that they use. Off in production unless switched on.
 */
export { people, robin, mara, dmitri } from './people.ts'
export { labBoundary, startMailProvider, type LabMailToSend, type MailProvider } from './mail/mail.ts'

export function labFolder(dataDir: string): string {
  return join(dataDir, 'lab')
}
