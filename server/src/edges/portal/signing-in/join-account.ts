import { customerWords } from '@throughline/protocol/customers/words.ts'
import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import {
  answeredClaims,
  attachIdentity,
  canonicalIdOf,
  createCustomer,
  holderOf,
  identitiesBehind,
  memberIdsOf,
  mergeCustomers,
  normaliseIdentity,
  raiseAssurance,
} from '../../../people/customers/customers.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { AppError } from '../../../lib/errors.ts'
import type { PortalDeps } from '../deps.ts'
import { changeSession, deviceValueOf, type Session } from '../visitors/sessions.ts'
import type { HostWord } from './host-token.ts'
import type { Profile } from '../tables.ts'
import { addressesOf, byHost as by, signedBy } from './settle-addresses.ts'

interface Joining {
  session: Session
  word: AccountWord
  now: Date
}

/** What is needed of the host's word: it is kept with the session, for a device that speaks at the same moment. */
export type AccountWord = Pick<HostWord, 'account'> & Profile

/**
 * Ties what the host proved to what we know, by evidence and nothing else: the account; a mail address or number that
 * the host checked; this device, if it talked for nobody else. The record, or null when nobody has said anything yet:
 * then there is nothing to keep. The session is locked.
 */
export async function joinAccount(tx: Tx, joining: Joining): Promise<string | null> {
  const { session, now } = joining
  const device = await holderOf(tx, { kind: 'device', value: deviceValueOf(session), scope: session.channel_id })
  const customerId = await customerOfAccount(tx, joining, device !== null)
  if (customerId !== null && device)
    await joinDevice(tx, joining, { customerId, deviceHomeId: device.customer_id, now })
  return customerId
}

/**
 * The device of this session has spoken for the first time. Whom the site signed in while that was recorded is the
 * account's customer, and what was said belongs to them.
 */
export async function tieDevice(
  deps: Pick<PortalDeps, 'db' | 'logger' | 'clock' | 'changed'>,
  session: Session,
  deviceIdentityId: string,
): Promise<Session> {
  const now = deps.clock.now()
  const change = { device_identity_id: deviceIdentityId }
  const { tied, customerId } = await transactJoining(deps.db, async (tx) => {
    const tied = await changeSession(tx, session.id, change)
    if (tied.account === null) return { tied, customerId: null }
    const word = { account: tied.account, ...tied.profile }
    return { tied, customerId: await joinAccount(tx, { session: tied, word, now }) }
  }).catch(async (error: unknown) => {
    // The two stay apart, as at a sign-in; what was said is recorded and stays.
    if (!(error instanceof AppError)) throw error
    deps.logger.info({ err: error, session: session.id }, 'a device that spoke was not joined with its account')
    return { tied: await changeSession(deps.db, session.id, change), customerId: null }
  })
  if (customerId !== null) deps.changed(await canonicalIdOf(deps.db, customerId), [])
  return tied
}

/** Of two devices on which one new account signs in at the same moment, the later one finds what the other made. */
export async function transactJoining<T>(db: Db, join: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, join).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'identity_in_use') return transact(db, join)
    throw error
  })
}

async function customerOfAccount(tx: Tx, { word, now }: Joining, hasSpoken: boolean): Promise<string | null> {
  const account = { kind: 'account', value: word.account, assurance: 'host-authenticated' } as const
  const holder = await holderOf(tx, { ...account, scope: '' })
  if (holder) {
    if (holder.assurance !== 'host-authenticated') {
      await raiseAssurance(tx, { identityId: holder.id, assurance: 'host-authenticated', by, reason: signedBy, now })
    }
    return holder.customer_id
  }
  const known = await holderOfProvenAddress(tx, word)
  if (known !== null) {
    await attachIdentity(tx, { customerId: known, identity: account, provenance: 'host', by, now })
    return known
  }
  if (!hasSpoken) return null
  const displayName = word.name ?? null
  return createCustomer(tx, { displayName, attributes: {}, identities: [account], provenance: 'host', by, now })
}

/** A new account of somebody whose address we know, and which their site has checked: the same exact match as a mail's. */
async function holderOfProvenAddress(tx: Tx, word: AccountWord): Promise<string | null> {
  if (word.email === undefined || !word.emailVerified) return null
  const { value } = normaliseIdentity('email', word.email)
  const address = { kind: 'email', value, scope: '' }
  const holder = (await holderOf(tx, address)) ?? (await soleAnswered(tx, address))
  if (!holder || holder.shared || holder.blocked) return null
  // Somebody with an account already is somebody else.
  return (await accountsBehind(tx, holder.customer_id)).length > 0 ? null : holder.customer_id
}

/**
 * Nobody holds the address, and one record claims it in whose conversation its owner took part: together with the
 * site's word for the same address that is a proof of both sides. With several such records nobody knows whose it is.
 */
async function soleAnswered(tx: Tx, address: { kind: string; value: string }) {
  const [claim, ...others] = await answeredClaims(tx, address)
  return others.length === 0 ? claim : undefined
}

async function accountsBehind(tx: Tx, customerId: string): Promise<string[]> {
  const identities = await identitiesBehind(tx, await memberIdsOf(tx, customerId))
  return identities
    .filter(({ kind, assurance }) => kind === 'account' && assurance !== 'claimed')
    .map(({ value }) => value)
}

/**
 * Both sides have proven themselves in this request: the account by the host's signature, the device by its token. A
 * device that stands for another account by now is shared by two people: they stay two.
 *
 * A device speaks for what was said on it. Where its record holds an address that the site did not check, the two stay
 * apart until staff merge them: else a stranger whom staff once took for somebody would read that person's mail by
 * signing in.
 */
async function joinDevice(
  tx: Tx,
  { word }: Joining,
  { customerId, deviceHomeId, now }: { customerId: string; deviceHomeId: string; now: Date },
): Promise<void> {
  const [accountRoot, deviceRoot] = [await canonicalIdOf(tx, customerId), await canonicalIdOf(tx, deviceHomeId)]
  if (accountRoot === deviceRoot) return
  const others = (await accountsBehind(tx, deviceRoot)).filter((account) => account !== word.account)
  if (others.length > 0) throw otherAccount()
  if (await holdsUncheckedAddress(tx, deviceRoot, word)) return
  await mergeOnce(tx, {
    customerId: accountRoot,
    otherCustomerId: deviceRoot,
    reason: customerWords.signed_in_on_device(),
    by,
    now,
  })
}

/** Somebody may have merged the two at this moment: then all is as it should be. */
async function mergeOnce(tx: Tx, request: Parameters<typeof mergeCustomers>[1]): Promise<void> {
  await mergeCustomers(tx, request).catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === 'already_merged')) throw error
  })
}

async function holdsUncheckedAddress(tx: Tx, deviceRoot: string, word: AccountWord): Promise<boolean> {
  const checked = addressesOf(word)
    .filter(({ isVerified }) => isVerified)
    .map(({ kind, value }) => `${kind} ${normaliseIdentity(kind, value).value}`)
  const identities = await identitiesBehind(tx, await memberIdsOf(tx, deviceRoot))
  return identities.some(
    ({ kind, value, assurance }) =>
      kind !== 'device' && kind !== 'account' && assurance !== 'claimed' && !checked.includes(`${kind} ${value}`),
  )
}

export function otherAccount(): AppError {
  return new AppError('other_account', webchatWords.other_account())
}
