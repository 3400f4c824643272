import { issueWords } from '@throughline/protocol/issues/words.ts'
import {
  assignIssue as assignContract,
  closeIssue as closeContract,
  countIssues,
  getIssue,
  listEarlierSteps,
  issueStatuses,
  listIssues,
  Priority,
  mergeIssues as mergeContract,
  reopenIssue as reopenContract,
  snoozeIssue as snoozeContract,
  updateIssue as updateContract,
  type Issue,
  type IssueStatus,
} from '@throughline/protocol/issues/issues.ts'
import {
  markSpam as markSpamContract,
  restoreIssue as restoreContract,
  trashIssue as trashContract,
  unmarkSpam as unmarkSpamContract,
} from '@throughline/protocol/issues/put-away.ts'
import { changeIssues as bulkContract } from '@throughline/protocol/issues/bulk.ts'
import {
  followIssue as followContract,
  unfollowIssue as unfollowContract,
} from '@throughline/protocol/issues/following.ts'
import { listIssueLinks } from '@throughline/protocol/issues/links.ts'
import { listIssueChanges } from '@throughline/protocol/issues/changes.ts'
import { tagIssue as tagContract } from '@throughline/protocol/issues/tagging.ts'
import { moveEntry as moveContract } from '@throughline/protocol/timeline/entries.ts'
import { z } from 'zod'
import { canonicalIdOf, memberIdsOf, refuseUnlessCanCustomer } from '../../people/customers/customers.ts'
import { feedEnd } from '../../platform/events/feed.ts'
import { cursorFor } from '../../platform/http/cursor.ts'
import { handle, refuseUnlessCan, ruleSql, type Caller, type HttpServer } from '../../platform/http/http.ts'
import { AppError } from '../../lib/errors.ts'
import { draftsAmong, entryOnThread, type EntrySources } from '../../record/timeline/timeline.ts'
import { assignIssue } from './changing/assign.ts'
import { changeIssuesTogether, type BulkDeps } from './changing/bulk.ts'
import { closeIssue } from './changing/close.ts'
import { mergeIssues } from './changing/merge-issues.ts'
import { moveEntry } from './changing/move-entry.ts'
import { handoverRoutes } from './handover/routes.ts'
import { reopenIssue } from './changing/reopen.ts'
import { markSpam, unmarkSpam } from './changing/spam.ts'
import { restoreIssue, trashIssue } from './changing/trash.ts'
import { snoozeIssue } from './changing/snooze.ts'
import { followIssue } from './following/follow.ts'
import { ofReader } from './reading/of-reader.ts'
import { tagIssue } from './changing/tag.ts'
import { updateIssue } from './changing/update.ts'
import { readHistory } from './history/read-history.ts'
import { linksOf } from './links/queries.ts'
import { issueById } from './queries.ts'
import { earlierSteps } from './reading/earlier-steps.ts'
import { countCap, countIssueRows, listIssueRows, type IssueFilter } from './reading/list-issues.ts'
import { tagFilter } from './reading/tag-filter.ts'
import { viewIssues, type IssueSources } from './reading/view-issues.ts'
import { activeStatuses } from './state.ts'
import { issueFactSql, issueSubject } from './subject.ts'
import { isUnreadSql, readingStart, readsOf } from './reads/queries.ts'
import { readRoutes, type ReadDeps } from './reads/routes.ts'
import { viewRoutes } from './views/routes.ts'

const issueCursor = cursorFor('issues', z.object({ at: z.string(), id: z.uuid() }))
/** A place in the inbox stream: where the global feed ended when the page was read, and when that was (`readsAt`). */
export const inboxCursor = cursorFor(
  'inbox',
  z.object({ xid: z.string(), position: z.number(), readsAt: z.number().optional() }),
)

export function issueRoutes(
  app: HttpServer,
  deps: BulkDeps & ReadDeps & { sources: IssueSources & EntrySources },
): void {
  const { db, sources } = deps
  viewRoutes(app, deps)
  readRoutes(app, deps)

  /** After a verb: it was the caller's to change, though it may have left their hands by that. */
  async function viewed(issueId: string): Promise<Issue> {
    const row = await issueById(db, issueId)
    if (!row) throw new AppError('not_found', issueWords.no_such_issue())
    return (await viewIssues(db, sources, [row]))[0]!
  }

  async function readingStartOf(caller: Caller): Promise<string | null> {
    return (await readingStart(db, caller.id))?.toISOString() ?? null
  }

  handle(app, listIssueLinks, async ({ params, caller }) => {
    const row = await issueById(db, params.id)
    if (!row) throw new AppError('not_found', issueWords.no_such_issue())
    refuseUnlessCan(caller, 'issues.read', issueSubject(row))
    return { items: await linksOf(db, row.id, caller) }
  })

  handle(app, listEarlierSteps, async ({ params, caller }) => ({
    items: await earlierSteps(db, sources, { issueId: params.id, now: deps.clock.now(), caller }),
  }))

  handle(app, listIssues, async ({ query, caller }) => {
    const readsAt = deps.clock.now().getTime()
    const streamCursor = inboxCursor.encode({ ...(await feedEnd(db)), readsAt })
    const ownerId = query.queue === 'mine' ? ownerFor(caller) : query.ownerId
    if (query.customerId !== undefined) await refuseUnlessCanCustomer(db, caller, 'issues.read', query.customerId)
    const filter: IssueFilter = {
      statuses: parseStatuses(query.status),
      ownerId,
      teamId: query.teamId,
      number: query.number,
      channelId: query.channelId,
      priorities: parsePriorities(query.priority),
      memberIds:
        query.customerId === undefined ? undefined : await memberIdsOf(db, await canonicalIdOf(db, query.customerId)),
      tags: await tagFilter(db, query),
      ofReader: ofReader(caller.id, { followed: query.followed === 'true', unread: query.unread === 'true' }),
      spam: query.spam ?? spamShown(query),
      trash: query.trash,
      unassigned: query.queue === 'unassigned',
      only: ruleSql(caller, 'issues.read', issueFactSql()),
    }
    const { rows: found, nextCursor } = await issueCursor.page(
      query,
      (cursor, limit) => listIssueRows(db, filter, { sort: query.sort, limit, cursor }),
      (one) => one.cursor,
    )
    const rows = found.map(({ row }) => row)
    const ids = rows.map(({ id }) => id)
    const reads = { since: await readingStartOf(caller), items: await readsOf(db, caller.id, ids) }
    const items = await viewIssues(db, sources, rows)
    const draftsOf = await draftsAmong(
      db,
      caller.id,
      items.map(({ customerId }) => customerId),
    )
    return { items, nextCursor, reads, draftsOf, streamCursor }
  })

  handle(app, countIssues, async ({ query, caller }) => {
    const filter: IssueFilter = {
      statuses: parseStatuses(query.status ?? 'active'),
      ownerId: query.ownerId,
      teamId: query.teamId,
      channelId: query.channelId,
      priorities: parsePriorities(query.priority),
      tags: await tagFilter(db, query),
      ofReader: ofReader(caller.id, { followed: query.followed === 'true', unread: false }),
      spam: query.spam,
      trash: query.trash,
      unassigned: false,
      only: ruleSql(caller, 'issues.read', issueFactSql()),
    }
    const own = { ...filter, ownerId: ownerFor(caller) }
    const [mine, unassigned, all, snoozed, unread] = await Promise.all([
      countIssueRows(db, own),
      countIssueRows(db, { ...filter, unassigned: true }),
      countIssueRows(db, filter),
      countIssueRows(db, { ...filter, statuses: ['snoozed'] }),
      countIssueRows(db, own, isUnreadSql(caller.id)),
    ])
    return { mine, unassigned, all, snoozed, unread, cappedAt: countCap }
  })

  handle(app, listIssueChanges, ({ params, query, caller }) => readHistory(db, params.id, query, caller))
  handle(app, getIssue, async ({ params, caller }) => {
    const row = await issueById(db, params.id)
    if (!row) throw new AppError('not_found', issueWords.no_such_issue())
    refuseUnlessCan(caller, 'issues.read', issueSubject(row))
    return (await viewIssues(db, sources, [row]))[0]!
  })
  handle(app, updateContract, async ({ params, body, caller }) =>
    viewed(await updateIssue(deps, { issueId: params.id, to: body, by: caller })),
  )
  handle(app, closeContract, async ({ params, body, caller }) =>
    viewed(await closeIssue(deps, { issueId: params.id, reason: body.reason, by: caller })),
  )
  handle(app, reopenContract, async ({ params, body, caller }) =>
    viewed(await reopenIssue(deps, { issueId: params.id, reason: body.reason, by: caller })),
  )
  handle(app, markSpamContract, async ({ params, caller }) =>
    viewed(await markSpam(deps, { issueId: params.id, by: caller })),
  )
  handle(app, unmarkSpamContract, async ({ params, caller }) =>
    viewed(await unmarkSpam(deps, { issueId: params.id, by: caller })),
  )
  handle(app, trashContract, async ({ params, caller }) =>
    viewed(await trashIssue(deps, { issueId: params.id, by: caller })),
  )
  handle(app, restoreContract, async ({ params, caller }) =>
    viewed(await restoreIssue(deps, { issueId: params.id, by: caller })),
  )
  handle(app, snoozeContract, async ({ params, body, caller }) =>
    viewed(await snoozeIssue(deps, { issueId: params.id, until: new Date(body.until), by: caller })),
  )
  handle(app, assignContract, async ({ params, body, caller }) =>
    viewed(await assignIssue(deps, { issueId: params.id, to: body, by: caller })),
  )
  handle(app, tagContract, async ({ params, body, caller }) =>
    viewed(await tagIssue(deps, { issueId: params.id, to: body, by: caller })),
  )
  handle(app, bulkContract, async ({ body, caller }) => ({
    items: await changeIssuesTogether(deps, { ...body, by: caller }, (rows) => viewIssues(db, sources, rows)),
  }))
  handle(app, followContract, async ({ params, caller }) =>
    viewed(await followIssue(deps, { issueId: params.id, isFollowing: true, by: caller })),
  )
  handle(app, unfollowContract, async ({ params, caller }) =>
    viewed(await followIssue(deps, { issueId: params.id, isFollowing: false, by: caller })),
  )
  handoverRoutes(app, deps, viewed)
  handle(app, mergeContract, async ({ params, body, caller }) =>
    viewed(await mergeIssues(deps, { issueId: params.id, ...body, by: caller })),
  )
  handle(app, moveContract, async ({ params, body, caller }) => {
    await moveEntry(deps, { entryId: params.id, ...body, by: caller })
    return entryOnThread(db, sources, params.id)
  })
}

/** A list of one customer, of one number or of the trash shows spam as well. */
function spamShown({ customerId, number, trash }: { customerId?: unknown; number?: unknown; trash?: unknown }) {
  return customerId !== undefined || number !== undefined || trash === 'only' ? 'any' : 'without'
}

function parseStatuses(text: string | undefined): IssueStatus[] | null {
  if (text === undefined || text === 'all') return null
  return text.split(',').flatMap((word) => {
    if (word === 'active') return activeStatuses
    const status = issueStatuses.find((known) => known === word)
    if (status) return status
    throw new AppError('invalid_request', issueWords.no_such_status({ status: word, statuses: [...issueStatuses] }))
  })
}

function parsePriorities(text: string | undefined): Priority[] {
  if (text === undefined) return []
  const parsed = z.array(Priority).safeParse(text.split(','))
  if (parsed.success) return parsed.data
  throw new AppError('invalid_request', issueWords.no_such_priority({ priorities: Priority.options }))
}

/** A token owns nothing; its own queue is empty rather than everybody's. */
function ownerFor(caller: Caller): string {
  return caller.id
}
