import { evidenceWords } from '@throughline/protocol/customers/evidence-words.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { Hit } from './queries.ts'
import { evidence, type EvidenceItem, type Odds } from './weights.ts'

/** A record answered a mail that we had sent to an address of another one, by a name of it that nobody can guess. */
export async function noteMailAnswer(
  tx: Tx,
  answer: { customerId: string; otherCustomerId: string; address: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('mail_answers')
    .values({
      customer_id: answer.customerId,
      other_customer_id: answer.otherCustomerId,
      address: answer.address,
      created_at: answer.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Records that answered mail to these, and those to which the mail had gone that these answered. */
export async function sharersOfMailAnswers(db: Db | Tx, memberIds: readonly string[]): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select distinct coalesce(c.canonical_id, c.id) as "canonicalId", 'answer' as field, found.address as value
    from (
      select other_customer_id as id, address from mail_answers where customer_id = any(${memberIds}::uuid[])
      union all
      select customer_id, address from mail_answers where other_customer_id = any(${memberIds}::uuid[])
    ) found join customers c on c.id = found.id
    where c.id <> all(${memberIds}::uuid[])`.execute(db)
  return rows
}

/** Who has the mail in hand is the same person with another address, or a colleague: worth a look, whatever the names say. */
const odds: Odds = { m: 0.5, u: 0.00006 }

export function answeredMail(hits: readonly Hit[], canonicalId: string): EvidenceItem[] {
  const hit = hits.find((one) => one.field === 'answer' && one.canonicalId === canonicalId)
  return hit ? [evidence('email', evidenceWords.answered_mail({ address: hit.value }), odds)] : []
}
