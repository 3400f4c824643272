import type { VisitorSession } from '@throughline/protocol/webchat/webchat.ts'
import { unreadOf } from '../messages/read-messages.ts'
import type { PortalDeps } from '../deps.ts'
import type { Session } from './sessions.ts'
import { standingOf } from './standing.ts'

export async function viewSession(
  deps: Pick<PortalDeps, 'db' | 'store' | 'sources' | 'replyTokens'>,
  session: Session,
): Promise<VisitorSession> {
  const standing = await standingOf(deps.db, session)
  const { name, email, phone, emailVerified } = session.profile
  return {
    standing: session.account === null ? 'anonymous' : 'signed-in',
    signedInUntil: session.signed_in_until?.toISOString() ?? null,
    reach: { name: name ?? null, email: email ?? null, phone: phone ?? null, isProven: emailVerified === true },
    unread: standing.kind === 'new' ? 0 : (await unreadOf(deps, standing)).length,
  }
}
