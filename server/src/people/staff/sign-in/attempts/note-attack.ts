import { failedSignInsOf, recordAudit, type AuditActor } from '../../../audit/audit.ts'
import { transact, type Db } from '../../../../platform/db/db.ts'
import { recordEvents } from '../../../../platform/events/events.ts'
import type { Clock } from '../../../../lib/clock.ts'
import { accountOf, windowMs, type Attempt } from './attempt-policy.ts'
import type { Settled } from './attempts.ts'

interface Noticed {
  noticed: Settled['noticed'][number]
  attempt: Attempt
  actor: AuditActor
}

/**
 * Many wrong tries, once per window: in the audit log, and as an event that notifies people. The event carries no mail
 * address and no network address, because more people read the feed than the log. An account that does not exist
 * gives no event: strangers could make up any number of them.
 */
export async function noteAttack(
  { db, clock }: { db: Db; clock: Clock },
  { noticed: { scope, failures }, attempt, actor }: Noticed,
): Promise<void> {
  const now = clock.now()
  const windowBegan = new Date(now.getTime() - windowMs)
  const email = attempt.account.slice(0, 320)
  const owner = scope === 'account' ? await ownerOf(db, email) : null
  const seen = scope === 'account' ? await failedSignInsOf(db, email, windowBegan) : { addresses: 1, since: null }
  const action = scope === 'account' ? 'staff.account_attacked' : 'staff.address_attacks'
  const subject = scope === 'account' ? { kind: 'staff', id: owner } : { kind: 'address', id: null }
  const details = { failures, kind: attempt.kind, ...(scope === 'account' ? { email } : {}) }
  const data = {
    staffId: owner,
    count: failures,
    addresses: Math.max(1, seen.addresses),
    since: (seen.since ?? now).toISOString(),
  }
  await transact(db, async (tx) => {
    if (scope === 'address' || owner !== null) {
      await recordEvents(tx, [{ type: 'staff.sign_in_attacked', customerId: null, data }], now)
    }
    await recordAudit(tx, { actor, action, subject, details }, clock)
  })
}

async function ownerOf(db: Db, email: string): Promise<string | null> {
  const row = await db
    .selectFrom('staff')
    .select('id')
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', accountOf(email)))
    .executeTakeFirst()
  return row?.id ?? null
}
