import type { AddressConsents, Consent } from '@throughline/protocol/consents/consent.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { historyOf, keyOf, saidAbout, type ConsentRow } from './queries.ts'
import { counting, standingOf, type Said } from './state.ts'

const shownOfHistory = 50

export interface Addressed {
  id: string
  kind: string
  value: string
  scope: string
}

/** What counts for each of these addresses, and what was said. */
export async function viewConsents(db: Db | Tx, identities: readonly Addressed[]): Promise<AddressConsents[]> {
  const byKey = await saidAbout(db, identities)
  return Promise.all(
    identities.map(async ({ id, kind, value, scope }) => {
      const scopes = [...new Set(['', scope])]
      const said = (byKey.get(keyOf({ kind, value })) ?? []).filter((one) => scopes.includes(one.scope))
      const history = said.length === 0 ? [] : await historyOf(db, { kind, value, scopes }, shownOfHistory)
      return {
        identity: { id, kind, value },
        ...standingOf(said),
        current: counting(said).flatMap((one) => history.filter((row) => isRowOf(row, one)).map(viewConsent)),
        history: history.map(viewConsent),
      }
    }),
  )
}

/** What was said last of a way is among the newest, unless others were named a great many times since. */
const isRowOf = (row: ConsentRow, { seq }: Said): boolean => Number(row.seq) === seq

function viewConsent(row: ConsentRow): Consent {
  return {
    id: row.id,
    purpose: row.purpose,
    medium: row.medium,
    isGiven: row.is_given,
    source: row.source,
    wording: row.wording,
    reason: row.reason,
    by: row.said_by && { kind: row.said_by.kind, id: row.said_by.id, name: row.said_by.name },
    proof: { entryId: row.entry_id, inboundId: row.inbound_id },
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
  }
}
