import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { createHash } from 'node:crypto'
import { visitorTokenPattern } from '@throughline/protocol/webchat/webchat.ts'
import { AppError } from '../../../lib/errors.ts'

/** The token of `Authorization: Visitor <token>`. */
export function visitorTokenOf(authorization: string | undefined): string {
  const [scheme, token = ''] = (authorization ?? '').split(' ')
  if (scheme?.toLowerCase() === 'visitor' && visitorTokenPattern.test(token)) return token
  throw new AppError('unauthenticated', webchatWords.visitor_token_needed())
}

/** What is kept of it. Of 256 random bits a plain digest tells nothing; each chat has its own, so that none is another's. */
export function hashOf(channelId: string, token: string): string {
  return createHash('sha256').update(`visitor ${channelId} ${token}`).digest('base64url')
}
