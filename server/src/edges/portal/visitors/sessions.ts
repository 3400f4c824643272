import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { columnList, queryPrepared } from '../../../platform/db/prepared.ts'
import { minuteMs } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import type { Profile, VisitorSessionsTable } from '../tables.ts'
import { hashOf } from './visitor-token.ts'

export type Session = Selectable<VisitorSessionsTable>

const sessionColumns = columnList<VisitorSessionsTable>({
  id: true,
  channel_id: true,
  token_hash: true,
  device_identity_id: true,
  account: true,
  signed_in_until: true,
  profile: true,
  given_identity_ids: true,
  ended_at: true,
  created_at: true,
  last_seen_at: true,
  changed_xid: true,
})

/** The session of a token; null before its visitor acted. Throws `session_over` when it has ended. */
export async function findSession(db: Db | Tx, channelId: string, token: string, now: Date): Promise<Session | null> {
  const [session] = await queryPrepared<Session>(
    db,
    'visitor-session-by-token',
    `select ${sessionColumns()} from visitor_sessions where token_hash = $1`,
    [hashOf(channelId, token)],
  )
  if (!session) return null
  refuseEnded(session, now)
  return session
}

/** The same for calls that make no sense before the visitor acted. */
export async function knownSession(db: Db, channelId: string, token: string, now: Date): Promise<Session> {
  const session = await findSession(db, channelId, token, now)
  if (session) return session
  throw new AppError('unauthenticated', webchatWords.nothing_said_yet())
}

/** Begins the session with the visitor's first act. Of two first acts at once there is one session. */
export async function beginSession(db: Db | Tx, channelId: string, token: string, now: Date): Promise<Session> {
  const begun = await db
    .insertInto('visitor_sessions')
    .values({
      id: newId(),
      channel_id: channelId,
      token_hash: hashOf(channelId, token),
      device_identity_id: null,
      account: null,
      signed_in_until: null,
      ended_at: null,
      created_at: now,
      last_seen_at: now,
    })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .returningAll()
    .executeTakeFirst()
  return begun ?? (await findSession(db, channelId, token, now))!
}

/** To the minute is near enough, and spares a write for each message. */
export async function touchSession(db: Db | Tx, session: Session, now: Date): Promise<Session> {
  if (now.getTime() - session.last_seen_at.getTime() > minuteMs)
    await changeSession(db, session.id, { last_seen_at: now })
  return session
}

/**
 * Held while the session is tied to a record, or its name or address changes: of a first word, a sign-in and an address
 * that are sent at one moment, the later one sees what the earlier one did.
 */
export async function lockSession(tx: Tx, id: string, now: Date): Promise<Session> {
  const session = await tx
    .selectFrom('visitor_sessions')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!session) throw new AppError('session_over', webchatWords.session_over())
  refuseEnded(session, now)
  return session
}

export async function sessionById(db: Db | Tx, id: string): Promise<Session | undefined> {
  return db.selectFrom('visitor_sessions').selectAll().where('id', '=', id).executeTakeFirst()
}

export function refuseEnded(session: Session, now: Date): void {
  const isLapsed = session.signed_in_until !== null && session.signed_in_until <= now
  if (session.ended_at === null && !isLapsed) return
  throw new AppError('session_over', isLapsed ? webchatWords.sign_in_lapsed() : webchatWords.logged_out())
}

export async function changeSession(
  db: Db | Tx,
  id: string,
  change: Partial<Pick<Session, 'account' | 'signed_in_until' | 'ended_at' | 'last_seen_at' | 'device_identity_id'>> & {
    profile?: Profile
  },
): Promise<Session> {
  const { profile, ...plain } = change
  return db
    .updateTable('visitor_sessions')
    .set({ ...plain, ...(profile === undefined ? {} : { profile: JSON.stringify(profile) }) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Nothing else of the profile: it may be changed at the same moment. */
export async function keepLocale(db: Db, { id, profile }: Session, locale: string | undefined): Promise<void> {
  if (locale === undefined || locale === profile.locale) return
  const kept = JSON.stringify({ locale })
  await sql`update visitor_sessions set profile = profile || ${kept}::jsonb where id = ${id}`.execute(db)
}

/** Answers to what is mailed to this address are shown on this device. */
export async function addGiven(db: Db | Tx, id: string, identityId: string): Promise<void> {
  await sql`
    update visitor_sessions set given_identity_ids = given_identity_ids || ${identityId}::uuid
    where id = ${id} and not given_identity_ids @> array[${identityId}::uuid]`.execute(db)
}

export async function sessionsOfDevice(db: Db | Tx, identityId: string): Promise<Session[]> {
  return db
    .selectFrom('visitor_sessions')
    .selectAll()
    .where('device_identity_id', '=', identityId)
    .orderBy('last_seen_at', 'desc')
    .limit(10)
    .execute()
}

export async function sessionsOfAccount(db: Db | Tx, account: string): Promise<Session[]> {
  return db
    .selectFrom('visitor_sessions')
    .selectAll()
    .where('account', '=', account)
    .orderBy('last_seen_at', 'desc')
    .limit(10)
    .execute()
}

/** The address by which a device is known. From the session's id, so that a repeated first act has the same. */
export function deviceValueOf(session: Session): string {
  return `visitor-${session.id.replaceAll('-', '').slice(-16)}`
}

/** Those that said nothing for long, and host tokens that would not be taken any more. */
export async function pruneSessions(db: Db, before: Date, now: Date): Promise<void> {
  await sql`
    delete from visitor_sessions
    where device_identity_id is null and last_seen_at < ${before}
      and (account is null or signed_in_until < ${before})`.execute(db)
  await sql`delete from visitor_host_tokens where expires_at < ${now}`.execute(db)
}
