import type { EmailContent } from '@throughline/protocol/timeline/content/email.ts'

/** As many as one line shows; a mail may ask for thousands. */
const maxShown = 3

/** Where a mail asks for answers other than to its author. Addresses without names: a name may claim to be the author's. */
export function replyToThatDiffers({ from, replyTo }: Pick<EmailContent, 'from' | 'replyTo'>): string[] {
  const author = from?.address.toLowerCase()
  const others = new Set(replyTo.map(({ address }) => address.toLowerCase()).filter((one) => one !== author))
  const shown = [...others].slice(0, maxShown)
  return others.size > maxShown ? [...shown, '…'] : shown
}
