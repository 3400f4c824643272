import { transact, type Db, type Tx } from '../platform/db/db.ts'
import type { Clock } from '../lib/clock.ts'
import { newId } from '../lib/ids.ts'
import type { Logger } from '../lib/logger.ts'
import type { ConfiguredChannel } from './configuring/channel-store.ts'
import type { ChannelContext } from './contract.ts'
import type { WhoIsUs } from './us/who-is-us.ts'

/** What an adapter gets to see of us: its own channel, its own memory, the built-in outbox. */
export type ContextOf = (channel: ConfiguredChannel, guard?: Guard) => ChannelContext

/** Called last in each transaction in which a connection writes, so that one that another node has replaced writes nothing. */
export type Guard = (tx: Tx) => Promise<void>

export function createContexts(deps: { db: Db; clock: Clock; logger: Logger; whoIsUs: WhoIsUs }): ContextOf {
  const { db, clock } = deps
  return (channel, guard) => ({
    channel: { id: channel.id, name: channel.name, settings: channel.settings },
    clock,
    us: () => deps.whoIsUs.now(),
    logger: deps.logger.child({ channel: channel.id }),
    state: {
      async read(key) {
        const row = await db
          .selectFrom('channel_state')
          .select('value')
          .where('channel_id', '=', channel.id)
          .where('key', '=', key)
          .executeTakeFirst()
        return row?.value ?? null
      },
      async write(key, value) {
        const kept = { value: JSON.stringify(value), updated_at: clock.now() }
        const insert = (to: Db | Tx) =>
          to
            .insertInto('channel_state')
            .values({ channel_id: channel.id, key, ...kept })
            .onConflict((conflict) => conflict.columns(['channel_id', 'key']).doUpdateSet(kept))
            .execute()
        await writeGuarded(db, guard, insert)
      },
    },
    async keepInOutbox(mail) {
      await db
        .insertInto('outbox_mails')
        .values({
          id: newId(),
          entry_id: mail.entryId,
          channel_id: channel.id,
          envelope_from: mail.envelopeFrom,
          recipients: mail.recipients,
          subject: mail.subject,
          text: mail.text,
          message_id: mail.messageId,
          raw: Buffer.from(mail.raw),
          sent_at: clock.now(),
        })
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .execute()
    },
  })
}

/** One statement, in a transaction of its own where there is a guard. */
export async function writeGuarded(
  db: Db,
  guard: Guard | undefined,
  write: (to: Db | Tx) => Promise<unknown>,
): Promise<void> {
  if (guard === undefined) await write(db)
  else
    await transact(db, async (tx) => {
      await write(tx)
      await guard(tx)
    })
}
