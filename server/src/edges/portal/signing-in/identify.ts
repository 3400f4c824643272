import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { canonicalIdOf } from '../../../people/customers/customers.ts'
import { transact, type Db } from '../../../platform/db/db.ts'
import { hourMs } from '../../../lib/clock.ts'
import type { PortalDeps } from '../deps.ts'
import type { Chat } from '../visitors/chat.ts'
import { changeSession, lockSession, type Session } from '../visitors/sessions.ts'
import { profileOf, readHostToken, refused, type HostWord } from './host-token.ts'
import { joinAccount, otherAccount, transactJoining } from './join-account.ts'
import { settleAddresses } from './settle-addresses.ts'

/**
 * The host's site says who the visitor is. The session is signed in from now on, for some hours; what was said on this
 * device before joins the account's customer. A customer is made only when somebody speaks.
 */
export async function identify(
  deps: Pick<PortalDeps, 'db' | 'clock' | 'logger' | 'changed'>,
  { chat, session }: { chat: Chat; session: Session },
  identityToken: string,
): Promise<Session> {
  const { settings } = chat
  const now = deps.clock.now()
  const word = readIdentityToken(deps, chat, identityToken)
  if (session.account !== null && session.account !== word.account) throw otherAccount()
  await spendTokenId(deps.db, session, word)
  const { signedIn, customerId } = await transactJoining(deps.db, async (tx) => {
    const locked = await lockSession(tx, session.id, now)
    if (locked.account !== null && locked.account !== word.account) throw otherAccount()
    const profile = profileOf(word)
    const joined = await joinAccount(tx, { session: locked, word: { account: word.account, ...profile }, now })
    const { locale } = locked.profile
    const changed = await changeSession(tx, session.id, {
      account: word.account,
      signed_in_until: new Date(now.getTime() + settings.identity.signedInHours * hourMs),
      profile: { ...profile, ...(locale === undefined ? {} : { locale }) },
      last_seen_at: now,
    })
    return { signedIn: changed, customerId: joined }
  })
  if (customerId !== null) {
    await settleAddresses(deps, customerId, signedIn.profile, now)
    deps.changed(await canonicalIdOf(deps.db, customerId), [])
  }
  return signedIn
}

export function readIdentityToken(
  { clock }: Pick<PortalDeps, 'clock'>,
  { channel, settings }: Chat,
  identityToken: string,
): HostWord {
  return readHostToken(identityToken, { settings: settings.identity, channelId: channel.id, now: clock.now() })
}

/** A token with an id of its own serves the first device that shows it, as often as it likes, and no other. */
async function spendTokenId(db: Db, session: Session, { tokenId, expiresAt }: HostWord): Promise<void> {
  if (tokenId === null) return
  const key = { channel_id: session.channel_id, token_id: tokenId }
  await transact(db, async (tx) => {
    await tx
      .insertInto('visitor_host_tokens')
      .values({ ...key, session_id: session.id, expires_at: expiresAt })
      .onConflict((conflict) => conflict.columns(['channel_id', 'token_id']).doNothing())
      .execute()
    const spent = await tx
      .selectFrom('visitor_host_tokens')
      .select('session_id')
      .where('channel_id', '=', key.channel_id)
      .where('token_id', '=', tokenId)
      .executeTakeFirstOrThrow()
    if (spent.session_id !== session.id) throw refused(webchatWords.used_elsewhere())
  })
}
