import { permissions } from '@throughline/protocol/permissions.ts'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notificationsOf } from '../../../src/judgement/notifications/queries.ts'
import { notificationRuleSql, notificationSeenBy } from '../../../src/judgement/notifications/seen-by.ts'
import { viewNotifications } from '../../../src/judgement/notifications/view-notifications.ts'
import { newId } from '../../../src/lib/ids.ts'
import { searchCustomers } from '../../../src/people/customers/search/search.ts'
import { customerSubject } from '../../../src/people/customers/subject.ts'
import { can, ruleSql, type Caller, type Condition, type Rule } from '../../../src/platform/http/http.ts'
import { repliesFor } from '../../../src/record/saved-replies/queries.ts'
import { replyFactSql, replySubject } from '../../../src/record/saved-replies/subject.ts'
import { readThread, type ThreadCursor } from '../../../src/record/timeline/read-thread.ts'
import { searchTerms, type SearchCursor } from '../../../src/record/timeline/search/search.ts'
import { entryRuleSql, entrySubjects } from '../../../src/record/timeline/subject.ts'
import { issueById } from '../../../src/work/issues/queries.ts'
import { countIssueRows, listIssueRows, type IssueCursor } from '../../../src/work/issues/reading/list-issues.ts'
import { isUnreadSql, readsAfter } from '../../../src/work/issues/reads/queries.ts'
import { openIssuesOf } from '../../../src/work/issues/reading/open-issues.ts'
import { viewRowsFor } from '../../../src/work/issues/views/queries.ts'
import { viewFactSql, viewSubject } from '../../../src/work/issues/views/subject.ts'
import { issueFacts, issueFactSql, issueSubject } from '../../../src/work/issues/subject.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'

// Lists filter in SQL, single things are asked for with `can`. Whatever the rules are, a list holds exactly the things
// that would be shown one by one, on pages that are all full but the last.

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))
const [customers, owners, teams] = [many(6, newId), many(3, newId), many(3, newId)]
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length]!
const issues = many(60, (n) => ({
  id: newId(),
  customerId: pick(customers, n),
  ownerId: pick([null, ...owners], n * 7 + (n % 5)),
  teamId: pick([null, ...teams], n * 3 + (n % 11)),
}))
const entries = many(150, (n) => {
  const issue = n % 4 === 0 ? null : pick(issues, n)
  return { id: newId(), issueId: issue?.id ?? null, customerId: issue?.customerId ?? pick(customers, n), n }
})
const staffId = newId()
const views = many(12, (n) => ({ id: newId(), staffId: pick(owners, n) }))
const replies = many(12, newId)

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  await sql`
    insert into customers (id, display_name, created_at, updated_at)
    select id, 'Person ' || n, timestamptz '2026-01-01' + n * interval '1 minute', now()
    from unnest(${customers}::uuid[]) with ordinality as given (id, n)`.execute(db)
  await sql`
    insert into issues (id, customer_id, subject, status, owner_id, team_id, opened_at, last_activity_at, last_write)
    select id, customer, 'A kettle', 'open', owner, team, now(), timestamptz '2026-01-01' + (n / 2) * interval '1 minute',
      jsonb_build_object('id', id, 'at', now(), 'by', '{"kind": "system", "id": null, "name": "A test"}'::jsonb)
    from unnest(${issues.map(({ id }) => id)}::uuid[], ${issues.map(({ customerId }) => customerId)}::uuid[],
      ${issues.map(({ ownerId }) => ownerId)}::uuid[], ${issues.map(({ teamId }) => teamId)}::uuid[])
      with ordinality as given (id, customer, owner, team, n)`.execute(db)
  for (const { id, staffId: maker } of views) {
    await sql`insert into saved_views (id, staff_id, shared, name, filter, sort, created_at, updated_at)
      values (${id}, ${maker}, true, 'A view', '{}', 'newest', now(), now())`.execute(db)
  }
  for (const [n, id] of replies.entries()) {
    await sql`insert into saved_replies (id, name, text, html, owner_id, created_at, updated_at)
      values (${id}, ${`Reply ${n}`}, 'Dear you', '', ${n % 3 === 0 ? staffId : null}, now(), now())`.execute(db)
  }
  for (const { id, issueId, customerId, n } of entries) {
    const seq = entries.filter((other) => other.customerId === customerId && other.n <= n).length
    const at = new Date(Date.UTC(2026, 0, 1, 0, 0, n))
    await sql`
      insert into entries (customer_id, seq, id, kind, direction, author_kind, author_name, text, content, occurred_at,
        recorded_at, threading, issue_id)
      values (${customerId}, ${seq}, ${id}, 'message', 'in', 'customer', 'Somebody', 'A kettle', '{"type": "text"}', ${at},
        ${at}, '{}', ${issueId})`.execute(db)
    await sql`insert into entry_terms (entry_id, customer_id, recorded_at, segment, terms)
      values (${id}, ${customerId}, ${at}, 0, '0.a:1 0.kettle:2')`.execute(db)
    await sql`insert into notifications (id, staff_id, kind, customer_id, issue_id, entry_id, at)
      values (${newId()}, ${staffId}, 'answered', ${customerId}, ${issueId}, ${id}, ${at})`.execute(db)
  }
})
afterAll(() => database.drop())

/** Conditions whose ids occur, so that they tell things apart. */
const conditionOn = <Fact extends string>(idsByFact: Record<Fact, readonly string[]>) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets what it knew
  const names = Object.keys(idsByFact) as Fact[]
  const oneOf = fc
    .constantFrom(...names)
    .chain((fact) => fc.record({ fact: fc.constant(fact), in: fc.subarray([...idsByFact[fact]]) }))
  return fc.letrec<{ condition: Condition<Fact> }>((again) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      oneOf,
      fc.record({ fact: fc.constantFrom(...names), isNull: fc.constant(true as const) }),
      fc.record({ not: again('condition') }),
      fc.record({ all: fc.array(again('condition'), { maxLength: 2 }) }),
      fc.record({ any: fc.array(again('condition'), { minLength: 1, maxLength: 3 }) }),
    ),
  })).condition
}

const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    about: fc.constant('view' as const),
    where: conditionOn({ id: views.map(({ id }) => id), staffId: owners }),
  }),
  fc.record({ about: fc.constant('reply' as const), where: conditionOn({ id: replies, ownerId: [staffId] }) }),
  fc.record({ about: fc.constant('customer' as const), where: conditionOn({ id: customers }) }),
  fc.record({
    about: fc.constant('issue' as const),
    where: conditionOn({ id: issues.map(({ id }) => id), ownerId: owners, teamId: teams }),
  }),
)

const callerWith = (narrowedBy: readonly Rule[]): Caller => ({
  kind: 'staff',
  id: staffId,
  name: 'Ben',
  role: 'admin',
  permissions: new Set(permissions),
  address: '',
  narrowedBy,
})

/** Reads on until there is no page; all but the last have to be full. */
async function allPages<C>(limit: number, page: (cursor: C | null) => Promise<{ ids: string[]; next: C | null }>) {
  const found: string[] = []
  for (let cursor: C | null = null; ;) {
    const { ids, next } = await page(cursor)
    found.push(...ids)
    if (next === null || ids.length === 0) return found.toSorted()
    expect(ids).toHaveLength(limit)
    cursor = next
  }
}

const seenSizes = new Set<string>()
async function forRandomRules(list: string, check: (caller: Caller) => Promise<{ found: string[]; seen: string[] }>) {
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { minLength: 1, maxLength: 2 }), async (rules) => {
      const { found, seen } = await check(callerWith(rules))
      expect(found).toEqual(seen.toSorted())
      seenSizes.add(`${list} ${seen.length}`)
    }),
    { seed: 20261129, numRuns: 120 },
  )
  // The rules hid different things, in several ways.
  expect([...seenSizes].filter((size) => size.startsWith(`${list} `)).length).toBeGreaterThan(4)
}

test('issues: the list, its figure, and those that a customer still waits for', async () => {
  const { db } = database
  const rows = (await Promise.all(issues.map(({ id }) => issueById(db, id)))).map((row) => row!)
  await forRandomRules('issues', async (caller) => {
    const only = ruleSql(caller, 'issues.read', issueFactSql())
    const filter = { statuses: null, unassigned: false, only }
    const found = await allPages<IssueCursor>(7, async (cursor) => {
      const page = await listIssueRows(db, filter, { sort: 'newest', limit: 7, cursor })
      return { ids: page.map(({ row }) => row.id), next: page.length < 7 ? null : page.at(-1)!.cursor }
    })
    const seen = rows.filter((row) => can(caller, 'issues.read', issueSubject(row)))
    expect(await countIssueRows(db, filter)).toBe(seen.length)
    const open = await openIssuesOf(db, [customers[0]!], caller)
    expect(open.map(({ id }) => id).toSorted()).toEqual(
      seen
        .filter(({ customer_id }) => customer_id === customers[0])
        .map(({ id }) => id)
        .toSorted(),
    )
    return { found, seen: seen.map(({ id }) => id) }
  })
})

test('how far somebody has read: what their tabs are told, and the figure of what is unread', async () => {
  const { db } = database
  const rows = (await Promise.all(issues.map(({ id }) => issueById(db, id)))).map((row) => row!)
  const unread = new Set(issues.filter((_issue, n) => n % 2 === 0).map(({ id }) => id))
  await sql`insert into reading_starts (staff_id, since) values (${staffId}, now())`.execute(db)
  for (const { id } of issues) {
    await sql`insert into issue_reads (staff_id, issue_id, marked_unread, at)
      values (${staffId}, ${id}, ${unread.has(id)}, now())`.execute(db)
  }
  await forRandomRules('reads', async (caller) => {
    const only = ruleSql(caller, 'issues.read', issueFactSql())
    const reads = await readsAfter(db, { staffId, after: new Date(0), limit: 500, only })
    const seen = rows.filter((row) => can(caller, 'issues.read', issueSubject(row))).map(({ id }) => id)
    const figure = await countIssueRows(db, { statuses: null, unassigned: false, only }, isUnreadSql(staffId))
    expect(figure).toBe(seen.filter((id) => unread.has(id)).length)
    return { found: reads.map(({ issueId }) => issueId).toSorted(), seen }
  })
})

test('entries: a thread from either end, and search', async () => {
  const { db } = database
  const rows = entries.map(({ id, customerId, issueId }) => ({ id, customer_id: customerId, issue_id: issueId }))
  await forRandomRules('entries', async (caller) => {
    const subjectOf = await entrySubjects(db, issueFacts, caller, rows)
    const seen = rows.filter((row) => can(caller, 'thread.read', subjectOf(row)))
    for (const order of ['asc', 'desc'] as const) {
      const only = entryRuleSql(caller, issueFacts)
      const ofOne = await allPages<ThreadCursor>(4, async (cursor) => {
        const page = await readThread(db, [customers[1]!], { order, limit: 4, cursor, only })
        return { ids: page.numbered.map(({ row }) => row.id), next: page.next }
      })
      expect(ofOne).toEqual(
        seen
          .filter(({ customer_id }) => customer_id === customers[1])
          .map(({ id }) => id)
          .toSorted(),
      )
    }
    const only = entryRuleSql(caller, issueFacts, 'of_entry')
    const found: string[] = []
    for (let cursor: SearchCursor | null = null; ;) {
      const page = await searchTerms(db, { query: 'kettle', limit: 20, cursor, only })
      found.push(...page.map(({ entry_id }) => entry_id))
      const last = page.at(-1)
      if (!last || page.length < 20) break
      cursor = { recordedAt: last.recorded_at, entryId: last.entry_id }
    }
    return { found: found.toSorted(), seen: seen.map(({ id }) => id) }
  })
})

test('customers: all of them, and those who are looked for', async () => {
  const { db } = database
  await forRandomRules('customers', async (caller) => {
    const seen = customers.filter((id) => can(caller, 'customers.read', customerSubject(id)))
    const pages = (query?: string) =>
      allPages<string>(2, async (cursor) => {
        const page = await searchCustomers(db, { query, limit: 2, cursor: cursor ?? undefined }, caller)
        return { ids: page.items.map(({ id }) => id), next: page.nextCursor }
      })
    expect(await pages('person')).toEqual(seen.toSorted())
    return { found: await pages(), seen }
  })
})

test('notifications', async () => {
  const { db } = database
  const viewed = await viewNotifications(db, await notificationsOf(db, staffId, { before: null, limit: 200, only: [] }))
  await forRandomRules('notifications', async (caller) => {
    const only = notificationRuleSql(caller)
    const found = await notificationsOf(db, staffId, { before: null, limit: 200, only })
    const seen = viewed.filter((one) => notificationSeenBy(caller, one) !== null)
    return { found: found.map(({ id }) => id).toSorted(), seen: seen.map(({ told }) => told.id) }
  })
})

test('views', async () => {
  const { db } = database
  const rows = await viewRowsFor(db, staffId, [])
  await forRandomRules('views', async (caller) => {
    const found = await viewRowsFor(db, staffId, ruleSql(caller, 'issues.read', viewFactSql()))
    const seen = rows.filter((row) => can(caller, 'issues.read', viewSubject(row)))
    return { found: found.map(({ id }) => id).toSorted(), seen: seen.map(({ id }) => id) }
  })
})

test('saved replies', async () => {
  const { db } = database
  const rows = await repliesFor(db, staffId, [])
  await forRandomRules('replies', async (caller) => {
    const found = await repliesFor(db, staffId, ruleSql(caller, 'thread.write', replyFactSql()))
    const seen = rows.filter((row) => can(caller, 'thread.write', replySubject(row)))
    return { found: found.map(({ id }) => id).toSorted(), seen: seen.map(({ id }) => id) }
  })
})
