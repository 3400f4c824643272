import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { savedReplyWords } from '@throughline/protocol/saved-replies/words.ts'
import type { SavedReply } from '@throughline/protocol/saved-replies/saved-replies.ts'
import { recordAudit } from '../../people/audit/audit.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import { isUniqueViolation } from '../../platform/db/database-errors.ts'
import { everything, refuseUnlessCan, type Caller, type Subject } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { refuseUnlessAsSeen } from '../../lib/as-seen.ts'
import { AppError, fieldError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { lockReply, viewReply, type SavedReplyRow } from './queries.ts'
import { replySubject } from './subject.ts'

type Fields = Pick<SavedReplyRow, 'name' | 'shortcut' | 'text' | 'html'>

export async function saveReply(
  db: Db,
  clock: Clock,
  { by, shared, ...fields }: Fields & { shared: boolean; by: Caller },
): Promise<SavedReply> {
  const now = clock.now()
  const row = { id: newId(), ...fields, owner_id: ownerOf(shared, by), created_at: now, updated_at: now }
  return withUniqueName(() =>
    transact(db, async (tx) => {
      await tx.insertInto('saved_replies').values(row).execute()
      await record(tx, clock, 'created', row, by)
      return viewReply(row)
    }),
  )
}

export async function changeReply(
  db: Db,
  clock: Clock,
  {
    id,
    by,
    shared,
    was,
    ...change
  }: { [Key in keyof Fields]?: Fields[Key] | undefined } & {
    id: string
    shared?: boolean | undefined
    was?: { updatedAt: string } | undefined
    by: Caller
  },
): Promise<SavedReply> {
  return withUniqueName(() =>
    transact(db, async (tx) => {
      const before = await replyOf(tx, id, by)
      refuseUnlessAsSeen(was, viewReply(before))
      const after = {
        ...before,
        name: change.name ?? before.name,
        shortcut: change.shortcut === undefined ? before.shortcut : change.shortcut,
        text: change.text ?? before.text,
        // A new text without its rich form is a plain one.
        html: change.html ?? (change.text === undefined ? before.html : ''),
        owner_id: shared === undefined ? before.owner_id : ownerOf(shared, by),
        updated_at: clock.now(),
      }
      await tx.updateTable('saved_replies').set(after).where('id', '=', id).execute()
      await record(tx, clock, 'updated', after, by)
      return viewReply(after)
    }),
  )
}

export async function removeReply(db: Db, clock: Clock, { id, by }: { id: string; by: Caller }): Promise<void> {
  await transact(db, async (tx) => {
    const reply = await replyOf(tx, id, by)
    await tx.deleteFrom('saved_replies').where('id', '=', id).execute()
    await record(tx, clock, 'removed', reply, by)
  })
}

/** A reply that this caller may change. Somebody else's own is not there at all. */
async function replyOf(tx: Tx, id: string, by: Caller): Promise<SavedReplyRow> {
  const reply = await lockReply(tx, id)
  if (!reply || (reply.owner_id !== null && reply.owner_id !== by.id)) {
    throw new AppError('not_found', savedReplyWords.no_such_reply())
  }
  refuseUnlessCan(by, 'thread.write', replySubject(reply))
  if (reply.owner_id === null) refuseUnlessManager(by, replySubject(reply))
  return reply
}

function ownerOf(shared: boolean, by: Caller): string | null {
  if (!shared && by.kind === 'staff') return by.id
  if (!shared) throw new AppError('forbidden', savedReplyWords.only_for_everybody())
  refuseUnlessManager(by, everything)
  return null
}

function refuseUnlessManager(by: Caller, reply: Subject): void {
  refuseUnlessCan(by, 'replies.manage', reply, savedReplyWords.needs_permission())
}

/** Everybody's replies are everybody's business; what one keeps for oneself is not on record. */
async function record(tx: Tx, clock: Clock, verb: string, reply: SavedReplyRow, by: Caller): Promise<void> {
  if (reply.owner_id !== null) return
  const subject = { kind: 'saved_reply', id: reply.id }
  await recordAudit(tx, { actor: by, action: `saved_reply.${verb}`, subject, details: { name: reply.name } }, clock)
}

async function withUniqueName<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!isUniqueViolation(error, 'saved_replies_by_name')) throw error
    throw new AppError('already_exists', savedReplyWords.name_taken(), {
      details: { errors: [fieldError('name', fieldWords.taken())] },
    })
  }
}
