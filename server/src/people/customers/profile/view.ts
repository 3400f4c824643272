import type { Block, Customer, IssueBrief, Merge } from '@throughline/protocol/customers/customers.ts'
import type { Identity } from '@throughline/protocol/customers/identity.ts'
import type { z } from 'zod'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { can, type Caller } from '../../../platform/http/http.ts'
import { blockOf, type Block as StoredBlock } from '../blocking/queries.ts'
import { identitiesOfCustomers, type IdentityRow } from '../identities/queries.ts'
import { mergesOf, type MergeRow } from '../merging/queries.ts'
import { customerSubject } from '../subject.ts'
import { unknownCustomer } from '../thread/find-thread.ts'
import { membersOf } from '../thread/queries.ts'
import { combineAttributes } from './attributes.ts'
import { recordsOf } from './queries.ts'

/** What a customer shows that other folders own. */
export interface CustomerSources {
  openIssues(db: Db | Tx, memberIds: readonly string[], caller: Caller): Promise<z.infer<typeof IssueBrief>[]>
}

/** The canonical record as the API shows it to this caller, whichever of its records was asked for. */
export async function customerView(
  db: Db | Tx,
  requestedId: string,
  sources: CustomerSources,
  caller: Caller,
): Promise<Customer> {
  const memberIds = await membersOf(db, requestedId)
  const [canonicalId] = memberIds
  if (canonicalId === undefined) throw unknownCustomer(requestedId)
  const [records, block, identities, merges, openIssues] = await Promise.all([
    recordsOf(db, memberIds),
    blockOf(db, memberIds),
    identitiesOfCustomers(db, memberIds),
    mergesOf(db, memberIds),
    sources.openIssues(db, memberIds, caller),
  ])
  const own = records[0]!
  const maySee = (id: string): boolean => can(caller, 'customers.read', customerSubject(id))
  return {
    id: canonicalId,
    requestedId,
    canonicalId,
    displayName: records.find(({ displayName }) => displayName !== null)?.displayName ?? null,
    attributes: combineAttributes(records.map(({ attributes }) => attributes)),
    identities: identities.map(viewIdentity),
    block: block && viewBlock(block),
    openIssues,
    // One that was taken back is with somebody else by now.
    merges: merges
      .filter((merge) => [merge.customer_id, merge.other_customer_id].every(maySee))
      .map((merge) => viewMerge(merge, merge.other_display_name)),
    entryCount: records.reduce((sum, { entryCount }) => sum + entryCount, 0),
    createdAt: own.createdAt.toISOString(),
    updatedAt: own.updatedAt.toISOString(),
  }
}

export function viewBlock({ at, by, reason }: StoredBlock): Block {
  return { at: at.toISOString(), by: { kind: by.kind, id: by.id, name: by.name }, reason }
}

export function viewIdentity(row: IdentityRow): Identity {
  return {
    id: row.id,
    kind: row.kind,
    value: row.value,
    label: row.label,
    assurance: row.assurance,
    provenance: row.provenance,
    shared: row.shared,
    blocked: row.blocked,
    undeliverable:
      row.undeliverable_since === null
        ? null
        : {
            since: row.undeliverable_since.toISOString(),
            reason: row.undeliverable_reason ?? '',
            words: row.undeliverable_words ?? [],
          },
    customerId: row.customer_id,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
  }
}

export function viewMerge(row: MergeRow, otherDisplayName: string | null): Merge {
  return {
    id: row.id,
    customerId: row.customer_id,
    otherCustomerId: row.other_customer_id,
    otherDisplayName,
    reason: row.reason,
    words: row.reason_words ?? [],
    by: { kind: row.merged_by.kind, id: row.merged_by.id, name: row.merged_by.name },
    mergedAt: row.merged_at.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
  }
}
