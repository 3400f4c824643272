import type { Db, Tx } from '../../platform/db/db.ts'
import type { Clock } from '../../lib/clock.ts'
import { systemClock } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import type { AuditRecordsTable } from './tables.ts'

export { failedSignInsOf } from './failed-sign-ins.ts'
export { auditRoutes } from './routes.ts'

/**
 * Who did what to the installation: people, access, channels, exports, merges. Owns the table `audit_records`, which
 * only grows. Refuses what customers wrote and every secret: `details` holds ids, names of settings, and what a
 * thing was before. What happens *on a thread* is on the thread and is not repeated here.
 */
export interface AuditEvent {
  actor: AuditActor
  /** A noun and a verb in the past: `token.revoked`. */
  action: string
  subject: { kind: string; id: string | null }
  details?: Record<string, unknown>
}

export interface AuditActor {
  kind: AuditRecordsTable['actor_kind']
  id: string | null
  name: string
  /** The network address, where there is one. A `Caller` is an actor as it is. */
  address?: string | null
}

export const systemActor: AuditActor = { kind: 'system', id: null, name: 'Throughline' }

/** Written in the transaction of what it records, so that neither exists without the other. */
export async function recordAudit(tx: Db | Tx, event: AuditEvent, clock: Clock = systemClock): Promise<void> {
  const at = clock.now()
  await tx
    .insertInto('audit_records')
    .values({
      id: newId(at.getTime()),
      at,
      actor_kind: event.actor.kind,
      actor_id: event.actor.id,
      actor_name: event.actor.name,
      action: event.action,
      subject_kind: event.subject.kind,
      subject_id: event.subject.id,
      details: JSON.stringify(event.details ?? {}),
      address: event.actor.address ?? null,
    })
    .execute()
}
