import type { EmailSettings } from './settings.ts'
import { oneLine } from '../../../lib/one-line.ts'

/** The secrets in a channel's settings, which must not be shown. */
export function secretsOf({ smtp, imap }: Pick<EmailSettings, 'smtp' | 'imap'>): string[] {
  const { password = '', accessToken = '', oauth } = imap ?? {}
  const all = [smtp?.password ?? '', password, accessToken, oauth?.clientSecret ?? '', oauth?.refreshToken ?? '']
  return all.filter((secret) => secret !== '')
}

/**
 * What a server said, made safe to show: one line of bounded length, without direction marks or invisible characters, and
 * without our secrets, which a server may repeat in clear or as they were sent.
 */
export function quote(said: string, secrets: readonly string[]): string {
  const base64 = /[A-Za-z0-9+/]{8,}={0,2}/g
  const isSecret = (text: string) => secrets.some((secret) => text.includes(secret))
  let text = said.slice(0, maxQuotedChars)
  for (const secret of secrets) text = text.replaceAll(secret, withheld)
  text = text.replace(base64, (word) => (isSecret(Buffer.from(word, 'base64').toString()) ? withheld : word))
  return oneLine(text.replace(invisible, ''))
}

const withheld = '[withheld]'
const maxQuotedChars = 4000
/** Marks that turn the direction of text around, and characters without width. */
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g
