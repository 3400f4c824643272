import { sql } from 'kysely'
import type { Db } from '../platform/db/db.ts'
import type { ChannelStore } from './configuring/channel-store.ts'
import { canSend } from './sends.ts'

export interface Milestones {
  mail_channel: boolean
  mail_arrived: boolean
  answered: boolean
  widget: boolean
}

/** What has worked at least once, or works. Each look into the database is for one row and stops. */
export async function reachedMilestones({ db, store }: { db: Db; store: ChannelStore }): Promise<Milestones> {
  const hasHeardOn = (kind: string) => sql<boolean>`
    exists (select from channels c where c.kind = ${kind}
      and exists (select from inbound where channel_id = c.id and state = 'accepted' and kind = 'message'))`
  const { rows } = await sql<Omit<Milestones, 'mail_channel'>>`
    select
      ${hasHeardOn('email')} as mail_arrived,
      ${hasHeardOn('webchat')} as widget,
      exists (select from deliveries where state in ('sent', 'delivered', 'read') and not automatic) as answered`.execute(
    db,
  )
  return { ...rows[0]!, mail_channel: (await store.all()).some(isConnectedMail) }
}

/** From which of our own addresses the newest mail was that was set aside for it. Only asked while there is hardly any mail. */
export async function ownMailSetAside(db: Db): Promise<{ address: string } | null> {
  const { rows } = await sql<{ address: string | null }>`
    select words -> 0 -> 'params' ->> 'address' as address from inbound
    where state <> 'accepted' and kind = 'from-us' order by received_at desc, id desc limit 1`.execute(db)
  const address = rows[0]?.address ?? null
  return address === null ? null : { address }
}

/** Mail leaves by it and comes in by it, as far as the last attempts tell. */
function isConnectedMail(channel: Parameters<typeof canSend>[0]): boolean {
  const { kind, sendingFailure, health } = channel
  return kind === 'email' && canSend(channel) && sendingFailure === null && health?.state !== 'failing'
}
