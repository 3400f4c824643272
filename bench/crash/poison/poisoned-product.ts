import { recordAudit, systemActor } from '../../../server/src/people/audit/audit.ts'
import type { Tx } from '../../../server/src/platform/db/db.ts'
import type { RecordedEvent } from '../../../server/src/platform/events/events.ts'
import { giveUp, main } from '../../../server/src/main.ts'
import { reactions } from '../../../server/src/run/reactions.ts'
import { isPoison } from './is-poison.ts'

// The product with two more reactions, which write each new entry to the audit log. One fails on some events until the
// product is started as mended; the other never fails, and must not be delayed by it.

const isMended = process.env['CRASH_MENDED'] === 'yes'

async function note(tx: Tx, action: string, { id }: RecordedEvent): Promise<void> {
  await recordAudit(tx, { actor: systemActor, action, subject: { kind: 'event', id } })
}

async function poisoned(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
  for (const event of events) {
    // Written before it fails: it must not stay.
    await note(tx, 'crash.poisoned', event)
    if (!isMended && isPoison(event.id)) throw new Error(`event ${event.id} is poison`)
  }
}

async function beside(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
  for (const event of events) await note(tx, 'crash.beside', event)
}

reactions['entry.appended'] = [poisoned, ...(reactions['entry.appended'] ?? []), beside]

process.umask(0o077)
main(process.env, process.argv.slice(2)).catch(giveUp)
