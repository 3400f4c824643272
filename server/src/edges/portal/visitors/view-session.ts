import type { VisitorSession } from '@throughline/protocol/webchat/webchat.ts'
import { unreadCount } from '../messages/read-messages.ts'
import type { PortalDeps } from '../deps.ts'
import type { Session } from './sessions.ts'
import { standingOf } from './standing.ts'

export async function viewSession(
  deps: Pick<PortalDeps, 'db' | 'store' | 'sources' | 'replyTokens' | 'justAppended' | 'scansSince'>,
  session: Session,
): Promise<VisitorSession> {
  const { name, email, phone, emailVerified } = session.profile
  return {
    standing: session.account === null ? 'anonymous' : 'signed-in',
    signedInUntil: session.signed_in_until?.toISOString() ?? null,
    reach: { name: name ?? null, email: email ?? null, phone: phone ?? null, isProven: emailVerified === true },
    unread: await unreadCount(deps, await standingOf(deps.db, session)),
  }
}
