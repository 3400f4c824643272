import { channelWords } from '@throughline/protocol/channels/words.ts'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import { AppError } from '../../lib/errors.ts'
import { minuteMs, type Clock } from '../../lib/clock.ts'
import { attachmentsOf, scanOf, type AttachmentRow, type ScansSince } from '../../record/timeline/timeline.ts'
import { ChannelError } from '../contract.ts'
import type { OutboundDeps } from './deps.ts'
import { deliverJob } from './jobs.ts'

/** The code of a message that waits for the scanner. */
const notScanned = 'file_not_scanned'

/** A message waits until its files are scanned, and one with an infected file never leaves. */
export function refuseUnscanned(files: readonly AttachmentRow[], since: ScansSince): void {
  for (const file of files) {
    const scan = scanOf(file, since)
    if (!scan?.isWithheld) continue
    const { name } = file
    if (scan.state === 'removed')
      throw new ChannelError('permanent', 'file_removed', channelWords.file_removed({ name }))
    if (scan.state === 'infected') {
      throw new ChannelError('permanent', 'file_infected', channelWords.file_infected(infected(name, scan.finding)))
    }
    const wording =
      scan.problem === null ? channelWords.file_being_scanned({ name }) : channelWords.file_not_scanned({ name })
    // The verdict sends it at once (`sendScanned`); this is for a verdict of which nobody hears.
    throw new ChannelError('retryable', notScanned, wording, { retryAfterMs: minuteMs })
  }
}

/** What is known already is said to who writes; what is found later fails the message. */
export async function refuseInfected(tx: Tx, entryId: string, since: ScansSince): Promise<void> {
  for (const file of await attachmentsOf(tx, [entryId])) {
    const scan = scanOf(file, since)
    if (scan?.state !== 'infected' && scan?.state !== 'removed') continue
    throw new AppError('invalid_request', channelWords.file_infected(infected(file.name, scan.finding)))
  }
}

const infected = (name: string, finding: string | null) => ({ name, finding: finding ?? '' })

/** A reaction: what waited for a verdict is due. */
export async function sendScanned(
  tx: Tx,
  events: readonly { entryId: string | null }[],
  { clock, jobs }: Pick<OutboundDeps, 'jobs'> & { clock: Clock },
): Promise<void> {
  const entryIds = events.flatMap(({ entryId }) => entryId ?? [])
  if (entryIds.length === 0) return
  const { rows } = await sql<{ entry_id: string }>`
    update deliveries set next_attempt_at = ${clock.now()}
    where entry_id = any(${entryIds}::uuid[]) and state = 'queued' and error ->> 'code' = ${notScanned}
    returning entry_id`.execute(tx)
  for (const { entry_id: entryId } of rows) await jobs.enqueue(tx, deliverJob, { entryId })
}
