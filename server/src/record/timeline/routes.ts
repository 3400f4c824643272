import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import { deleteEntry, editEntry, listEntryVersions } from '@throughline/protocol/timeline/amendments.ts'
import { getDraft, putDraft } from '@throughline/protocol/timeline/drafts.ts'
import { getEntry, getThread } from '@throughline/protocol/timeline/entries.ts'
import { searchEntries, type FoundIssue } from '@throughline/protocol/timeline/search.ts'
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { canonicalIdOf, customerBriefsOf, refuseUnlessCanCustomer, threadOf } from '../../people/customers/customers.ts'
import type { Db } from '../../platform/db/db.ts'
import { streamPosition } from '../../platform/events/events.ts'
import { cursorFor } from '../../platform/http/cursor.ts'
import { everything, handle, refuseUnlessCan, type Caller, type HttpServer } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { deleteNote, editNote } from './amend.ts'
import { keepDraft, readDraft } from './drafts.ts'
import { entriesOnThread, entryOnThread } from './entry-on-thread.ts'
import { readThread } from './read-thread.ts'
import { indexedSince } from './search/backlog.ts'
import { searchTerms } from './search/search.ts'
import { snippetOf } from './search/snippet.ts'
import { entryRuleSql, refuseHiddenEntry, type IssueFacts } from './subject.ts'
import { versionsOf } from './versions.ts'
import { viewEntries, type EntrySources } from './view.ts'

const threadCursor = cursorFor('thread', z.record(z.uuid(), z.number().int().min(0)))
const searchCursor = cursorFor('search', z.object({ recordedAt: z.string(), entryId: z.uuid() }))

export interface TimelineDeps {
  db: Db
  clock: Clock
  sources: EntrySources
  issueFacts: IssueFacts
  /** What a search shows of issues, by id: those that the caller may see. */
  issueBriefs(db: Db, issueIds: readonly string[], caller: Caller): Promise<ReadonlyMap<string, FoundIssue>>
  /** What a search leaves out: conditions on rows whose column holds the id of their issue. */
  notInTrash(db: Db, column: RawBuilder<unknown>): Promise<RawBuilder<boolean>[]>
  /** Conditions on entries, rows of `table`, by the tags of their issues. */
  taggedEntriesSql(
    db: Db,
    asked: { tagsAny?: readonly string[]; tagsAll?: readonly string[]; tagsNone?: readonly string[] },
    of: { caller: Caller; table: string },
  ): Promise<RawBuilder<boolean>[]>
  /** Called after a commit that changed a thread. */
  changed(customerId: string): void
}

export function timelineRoutes(app: HttpServer, deps: TimelineDeps): void {
  const { db, sources, issueFacts } = deps

  handle(app, getThread, async ({ params, query, caller }) => {
    await refuseUnlessCanCustomer(db, caller, 'thread.read', params.id)
    const { canonicalId, memberIds } = await threadOf(db, params.id)
    // Before the page: what happens in between is then seen twice rather than never.
    const position = await streamPosition(db, memberIds)
    const cursor = query.cursor === undefined ? null : threadCursor.decode(query.cursor)
    const page = await readThread(db, memberIds, { ...query, cursor, only: entryRuleSql(caller, issueFacts) })
    return {
      items: await viewEntries(db, sources, () => canonicalId, page.numbered),
      nextCursor: page.next && threadCursor.encode(page.next),
      streamCursor: String(position),
    }
  })

  handle(app, getEntry, async ({ params, caller }) => {
    await refuseHiddenEntry(db, issueFacts, { caller, action: 'thread.read', entryId: params.id })
    return entryOnThread(db, sources, params.id)
  })

  handle(app, listEntryVersions, async ({ params, caller }) => {
    await refuseHiddenEntry(db, issueFacts, { caller, action: 'thread.read', entryId: params.id })
    return { items: await versionsOf(db, params.id) }
  })

  handle(app, editEntry, async ({ params, body, caller }) => {
    const id = await editNote(deps, { entryId: params.id, by: caller, text: body.text })
    return announced(id)
  })

  handle(app, deleteEntry, async ({ params, body, caller }) => {
    const id = await deleteNote(deps, { entryId: params.id, by: caller, reason: body.reason })
    return announced(id)
  })

  async function announced(entryId: string) {
    const entry = await entryOnThread(db, sources, entryId)
    deps.changed(entry.customerId)
    return entry
  }

  handle(app, searchEntries, async ({ query, caller }) => {
    const words = query.q ?? query.query
    if (words === undefined) throw new AppError('invalid_request', timelineWords.nothing_to_search())
    const { tagsAny = [], tagsAll = [], tagsNone = [] } = query
    if (tagsAny.length + tagsAll.length + tagsNone.length > 0) refuseUnlessCan(caller, 'issues.read', everything)
    const only = [
      ...entryRuleSql(caller, issueFacts, 'of_entry'),
      ...(await deps.taggedEntriesSql(db, { tagsAny, tagsAll, tagsNone }, { caller, table: 'of_entry' })),
      ...(await deps.notInTrash(db, sql.ref('of_entry.issue_id'))),
    ]
    const { rows, nextCursor } = await searchCursor.page(
      query,
      (cursor, limit) => searchTerms(db, { query: words, limit, cursor, only }),
      (hit) => ({ recordedAt: hit.recorded_at, entryId: hit.entry_id }),
    )
    const entryIds = rows.map((hit) => hit.entry_id)
    const entries = await entriesOnThread(db, sources, entryIds)
    const customerIds = [...new Set(entries.map((entry) => entry.customerId))]
    const issueIds = [...new Set(entries.flatMap((entry) => entry.issueId ?? []))]
    const customers = await customerBriefsOf(db, customerIds)
    const issues = await deps.issueBriefs(db, issueIds, caller)
    return {
      items: entries.map((entry) => ({
        entry,
        customerName: customers.get(entry.customerId)?.name ?? null,
        issue: (entry.issueId && issues.get(entry.issueId)) || null,
        ...snippetOf(entry.text, words),
      })),
      nextCursor,
      indexedSince: (await indexedSince(db))?.toISOString() ?? null,
    }
  })

  handle(app, getDraft, async ({ params, caller }) => {
    await refuseUnlessCanCustomer(db, caller, 'thread.write', params.id)
    return readDraft(db, { customerId: await canonicalIdOf(db, params.id), staffId: staffIdOf(caller) })
  })

  handle(app, putDraft, async ({ params, body, caller }) => {
    await refuseUnlessCanCustomer(db, caller, 'thread.write', params.id)
    const customerId = await canonicalIdOf(db, params.id)
    return keepDraft(db, { customerId, staffId: staffIdOf(caller), ...body, now: deps.clock.now() })
  })
}

function staffIdOf(caller: Caller): string {
  if (caller.kind === 'staff') return caller.id
  throw new AppError('forbidden', timelineWords.token_has_no_drafts())
}
