import { sql } from 'kysely'
import { recordAudit, systemActor } from '../../../../people/audit/audit.ts'
import { lockCustomer } from '../../../../people/customers/customers.ts'
import { ScanError, type Clamd, type Verdict } from '../../../../platform/clamd/clamd.ts'
import { transact, type Db, type Tx } from '../../../../platform/db/db.ts'
import { recordEvents } from '../../../../platform/events/events.ts'
import { FileMissing, type FileStore } from '../../../../platform/files/files.ts'
import { minuteMs, secondMs, type Clock } from '../../../../lib/clock.ts'
import type { Logger } from '../../../../lib/logger.ts'
import type { FileScansTable } from '../../tables.ts'

export interface ScanDeps {
  db: Db
  files: FileStore
  clock: Clock
  logger: Logger
  /** Null: files are not scanned. */
  clamd: Clamd | null
  changed(customerId: string, issueIds: string[]): void
}

/** Longer than one scan may take: of two who take it up, the second finds that it is being done. */
const takenForMs = 2 * minuteMs
const firstPauseMs = 10 * secondMs
const longestPauseMs = 5 * minuteMs
/** The same bytes on more entries than that are shown as they are when they are next read. */
const toldEntries = 200

/** When to ask again after so many tries without a verdict. The scanner is one for all: there is no use in chance. */
export function pauseAfter(tries: number): number {
  return Math.min(firstPauseMs * 2 ** Math.min(tries - 1, 10), longestPauseMs)
}

/**
 * Asks the scanner about the bytes of one file and writes down what it says. May run more than once, and at the same
 * moment: the first verdict counts. A node that is killed meanwhile leaves the file waiting, and it is taken up later.
 */
export async function scanFile(deps: ScanDeps, sha256: string): Promise<void> {
  const { db, clamd } = deps
  if (clamd === null) return
  const tries = await takeUp(deps, sha256)
  if (tries === null) return
  const file = await db
    .selectFrom('attachments')
    .select(['id', 'entry_id', 'storage_key', 'size_bytes'])
    .where('sha256', '=', sha256)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  // An upload that was never sent, and is gone.
  if (!file) return void (await db.deleteFrom('file_scans').where('sha256', '=', sha256).execute())
  try {
    const open = () =>
      deps.files.stream(
        file.storage_key,
        { entryId: file.entry_id, fileId: file.id },
        { sha256, sizeBytes: file.size_bytes },
      )
    await noteVerdict(deps, sha256, await clamd.scan(open))
  } catch (error) {
    if (!(error instanceof ScanError) && !(error instanceof FileMissing))
      deps.logger.warn({ err: error }, 'a file could not be read to be scanned')
    const problem = error instanceof ScanError ? error.kind : error instanceof FileMissing ? 'missing' : 'failed'
    await noteProblem(deps, { sha256, tries, problem, said: error instanceof ScanError ? error.message : null })
  }
  await tellOfScan(deps, sha256)
}

/** The number of the try; null when there is nothing to do. */
async function takeUp({ db, clock }: ScanDeps, sha256: string): Promise<number | null> {
  const now = clock.now()
  const taken = await db
    .updateTable('file_scans')
    .set((set) => ({ tries: set('tries', '+', 1), next_try_at: new Date(now.getTime() + takenForMs) }))
    .where('sha256', '=', sha256)
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', now)
    .returning('tries')
    .executeTakeFirst()
  return taken?.tries ?? null
}

async function noteVerdict({ db, clock }: ScanDeps, sha256: string, verdict: Verdict): Promise<void> {
  const now = clock.now()
  const finding = verdict.is === 'infected' ? verdict.finding : null
  await transact(db, async (tx) => {
    const noted = await tx
      .updateTable('file_scans')
      .set({
        state: verdict.is,
        finding,
        scanned_at: now,
        problem: null,
        said: null,
        is_to_tell: true,
        // Who released it before the scanner had looked did not know of this.
        ...(finding !== null && { released_at: null, released_by: null, release_reason: null }),
      })
      .where('sha256', '=', sha256)
      .where('state', '=', 'waiting')
      .returning('sha256')
      .executeTakeFirst()
    if (!noted || finding === null) return
    const details = { sha256, finding }
    await recordAudit(
      tx,
      { actor: systemActor, action: 'file.infected', subject: await anAttachment(tx, sha256), details },
      clock,
    )
  })
}

export async function anAttachment(tx: Tx, sha256: string): Promise<{ kind: 'attachment'; id: string | null }> {
  const row = await tx
    .selectFrom('attachments')
    .select('id')
    .where('sha256', '=', sha256)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return { kind: 'attachment', id: row?.id ?? null }
}

async function noteProblem(
  { db, clock, logger }: ScanDeps,
  { sha256, tries, problem, said }: { sha256: string; tries: number } & Pick<FileScansTable, 'problem' | 'said'>,
): Promise<void> {
  if (tries === 1)
    logger.warn({ sha256, problem, said }, 'a file could not be scanned; it is withheld, and tried again')
  await db
    .updateTable('file_scans')
    .set({
      problem,
      said,
      next_try_at: new Date(clock.now().getTime() + pauseAfter(tries)),
      // Only what is new is said.
      is_to_tell: sql<boolean>`is_to_tell or problem is distinct from ${problem}::text`,
    })
    .where('sha256', '=', sha256)
    .where('state', '=', 'waiting')
    .execute()
}

/** Screens and messages that wait are told. Said twice after a crash in between, which does no harm. */
export async function tellOfScan(
  { db, clock, changed }: Pick<ScanDeps, 'db' | 'clock' | 'changed'>,
  sha256: string,
): Promise<void> {
  const scan = await db
    .selectFrom('file_scans')
    .select(['state', 'finding', 'released_at'])
    .where('sha256', '=', sha256)
    .where('is_to_tell', '=', true)
    .executeTakeFirst()
  if (!scan) return
  const entries = await db
    .selectFrom('attachments')
    .innerJoin('entries', 'entries.id', 'attachments.entry_id')
    .select(['entries.id', 'entries.issue_id', 'entries.customer_id'])
    .where('attachments.sha256', '=', sha256)
    .orderBy('attachments.id', 'desc')
    .limit(toldEntries)
    .execute()
  for (const { id: entryId, issue_id: issueId, customer_id: homeId } of entries) {
    const customerId = await transact(db, async (tx) => {
      const { canonicalId } = await lockCustomer(tx, homeId)
      const finding = scan.state === 'infected' && scan.released_at === null ? scan.finding : null
      const about = { customerId: canonicalId, issueId, entryId }
      await recordEvents(tx, [{ type: 'entry.files_scanned', ...about, data: { finding } }], clock.now())
      return canonicalId
    })
    changed(customerId, [])
  }
  await db
    .updateTable('file_scans')
    .set({ is_to_tell: false })
    .where('sha256', '=', sha256)
    .where('state', '=', scan.state)
    .execute()
}
