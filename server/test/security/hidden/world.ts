import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { vi } from 'vitest'
import type { Rule } from '../../../src/platform/http/http.ts'
import { startTestApp } from '../../app.ts'
import { sendMail } from '../../mail/send-mail.ts'
import { signIn, withoutRateLimits, type Credentials } from '../api/callers.ts'

/** In every text, name and address of what is hidden, and in nothing else. */
export const word = 'quokka'

const password = 'a long password of theirs'

interface Answer {
  id: string
}

/**
 * The product with a rule that only tests have: Ben, an admin, sees neither one customer (two records that were merged)
 * nor the issues of one team, and a token of his sees no more than he does. Ann is an admin like him, without a rule.
 */
export async function startWithRule() {
  const rules: Rule[] = []
  const narrowed = new Set<string>()
  const app = await startTestApp({
    env: withoutRateLimits,
    rulesOf: ({ id }) => (narrowed.has(id) ? [...rules] : []),
  })
  const api = <T>(method: string, path: string, body?: unknown): Promise<T> => app.api(method, path, body)
  const admin = async (name: string): Promise<{ id: string; credentials: () => Promise<Credentials> }> => {
    const email = `${name}@example.com`
    const { id } = await api<Answer>('POST', '/staff', { name, email, password, role: 'admin' })
    return { id, credentials: () => signIn(app.url, email, password) }
  }
  const [ann, ben] = [await admin('ann'), await admin('ben')]
  const team = await api<Answer>('POST', '/teams', { name: 'Board' })
  const channel = await api<Answer>('POST', '/channels', { kind: 'api', name: 'App' })
  let count = 0
  const say = (value: string, text: string): Promise<Entry> =>
    api('POST', `/channels/${channel.id}/inbound`, { id: `m${++count}`, from: { kind: 'email', value }, text })
  const write = (customerId: string, entry: object): Promise<Entry> =>
    api('POST', `/customers/${customerId}/entries`, entry)

  // One whom everybody sees, with an issue that everybody sees and one of the team.
  const seen = await say('robin@mail.test', 'The lamp flickers')
  const toMove = await say('robin@mail.test', `About the ${word}`)
  const moved = await api<Entry>('POST', `/entries/${toMove.id}/move`, { issueId: null, reason: '' })
  await api('POST', `/issues/${moved.issueId}/assignment`, { teamId: team.id })
  await api('POST', `/issues/${moved.issueId}/handover`, { teamId: team.id, note: `The ${word} is theirs` })
  await write(seen.customerId, { kind: 'note', text: `Only the ${word} matters`, issueId: moved.issueId })
  await write(seen.customerId, { kind: 'message', text: 'We send a new lamp', issueId: seen.issueId })

  // One who is hidden: a mail with a body in HTML and a file, answers, notes, drafts, and a second record.
  await sendMail(app.smtpPort, {
    from: `"Quinn ${word}" <${word}@mail.test>`,
    subject: `A ${word} is loose`,
    html: `<p>My <b>${word}</b> ran away</p>`,
    attachments: [{ filename: `${word}.txt`, content: `The ${word} itself` }],
  })
  const find = async () => (await api<{ items: Answer[] }>('GET', `/customers?query=${word}`)).items[0]
  // It was acknowledged, so it is committed.
  const hidden = (await find())!
  await write(hidden.id, { kind: 'message', text: `We found the ${word}` })
  await write(hidden.id, { kind: 'note', text: `A ${word} again`, mentions: [ben.id, ann.id] })
  const second = await say(`${word}2@mail.test`, `Another ${word}`)
  const merge = { otherCustomerId: second.customerId, reason: `One ${word}` }
  await api('POST', `/customers/${hidden.id}/merges`, merge)
  // A third was joined to the one who is seen, by mistake.
  const third = await say(`${word}3@mail.test`, `A third ${word}`)
  const mistake = await api<Answer>('POST', `/customers/${seen.customerId}/merges`, {
    otherCustomerId: third.customerId,
    reason: 'A mistake',
  })
  // What happens meanwhile is recorded as of the one who is seen, and is of the third alone afterwards.
  await api('POST', `/issues/${third.issueId}/closure`, {})
  await write(seen.customerId, { kind: 'note', text: `Theirs is the ${word}`, issueId: third.issueId })
  await api('POST', `/merges/${mistake.id}/undo`)
  await api('PATCH', `/customers/${third.customerId}`, { displayName: `Third ${word}` })
  await api('PATCH', `/customers/${hidden.id}`, { displayName: `Robin ${word}`, attributes: { pet: word } })
  await api('PATCH', `/customers/${seen.customerId}`, { displayName: 'Robin Lamp', attributes: { pet: 'none' } })

  // Replies that wait for a time that does not come here.
  const message = { kind: 'message', text: `Is the ${word} back?`, issueId: moved.issueId, channelId: channel.id }
  await app.database.pool.query(
    `insert into scheduled_replies (id, customer_id, issue_id, staff_id, staff_name, echo_id, message, send_at,
       only_if_unanswered, since, created_at)
     select ('0' || substr(gen_random_uuid()::text, 2))::uuid, customer_id, id, $2, 'Ann', id::text, $3::jsonb || jsonb_build_object('identityId', id),
       now() + interval '9 days', true, now(), now()
     from issues where id = $4 or customer_id = $1`,
    [hidden.id, ann.id, JSON.stringify(message), moved.issueId],
  )

  // What follows from all this has been done: afterwards nothing changes by itself.
  await vi.waitFor(async () => {
    const { rows } = await app.database.pool.query<{ waits: number }>(whatWaits)
    if (rows[0]!.waits > 0) throw new Error(`${rows[0]!.waits} things are still to be done.`)
  }, waiting)
  const customers = [hidden.id, second.customerId, third.customerId]
  rules.push(
    { about: 'customer', where: { not: { fact: 'id', in: customers } } },
    { about: 'issue', where: { not: { fact: 'teamId', in: [team.id] } } },
  )
  narrowed.add(ben.id)

  /** Of what is hidden, by what it is. */
  const idsOf = async (sql: string): Promise<string[]> => {
    const { rows } = await app.database.pool.query<Answer>(sql, [customers, moved.issueId])
    return rows.map(({ id }) => id)
  }
  const hiddenIds = {
    customer: customers,
    identity: await idsOf('select id from identities where customer_id = any($1) and $2::uuid is not null'),
    issue: await idsOf('select id from issues where customer_id = any($1) or id = $2'),
    entry: await idsOf('select id from entries where customer_id = any($1) or issue_id = $2'),
    attachment: await idsOf('select id from attachments where customer_id = any($1) and $2::uuid is not null'),
    merge: await idsOf('select id from customer_merges where other_customer_id = any($1) and $2::uuid is not null'),
    scheduled: await idsOf('select id from scheduled_replies where customer_id = any($1) or issue_id = $2'),
    event: await idsOf('select id from events where customer_id = any($1) or issue_id = $2'),
  }

  /** Of each kind of thing those that differ in more than their words. */
  const tried = {
    ...Object.fromEntries(Object.entries(hiddenIds).map(([kind, ids]) => [kind, ids.slice(0, 2)])),
    issue: [moved.issueId!, ...hiddenIds.issue.filter((id) => id !== moved.issueId).slice(0, 1)],
    entry: await idsOf(`select distinct on (kind, direction, html is null, issue_id = $2) id from entries
      where customer_id = any($1) or issue_id = $2 order by kind, direction, html is null, issue_id = $2, recorded_at`),
    event: [],
  }

  /** Everything that is kept of what is hidden, but what its readers leave behind. */
  async function snapshot(): Promise<unknown> {
    const tables = {
      customers: 'id = any($1)',
      identities: 'customer_id = any($1)',
      customer_merges: 'other_customer_id = any($1)',
      attachments: 'customer_id = any($1)',
      drafts: 'customer_id = any($1)',
      scheduled_replies: 'customer_id = any($1) or issue_id = $2',
      deliveries: 'customer_id = any($1)',
      entries: 'customer_id = any($1) or issue_id = $2',
      issues: 'customer_id = any($1) or id = $2',
      events: 'customer_id = any($1) or issue_id = $2',
    }
    const kept = Object.entries(tables).map(async ([table, where]) => {
      const rows = await app.database.pool.query(
        `select to_jsonb(t) as row from ${table} t where (${where}) and $2::uuid is not null order by 1`,
        [customers, moved.issueId],
      )
      return [table, rows.rows] as const
    })
    return Object.fromEntries(await Promise.all(kept))
  }

  return {
    app,
    stop: () => app.stop(),
    say,
    ann: { id: ann.id, credentials: await ann.credentials() },
    ben: { id: ben.id, credentials: await ben.credentials() },
    seen: { customerId: seen.customerId, issueId: seen.issueId!, entryId: seen.id, identityId: seen.identity!.id },
    hidden: { customerId: hidden.id, issueId: moved.issueId!, team: team.id, ids: hiddenIds, tried },
    snapshot,
    /** Another rule for Ben, and a change of access, at which rules are read again. */
    async hide(customerId: string): Promise<void> {
      rules.push({ about: 'customer', where: { not: { fact: 'id', in: [customerId] } } })
      await api('POST', '/roles', { name: `changed-${++count}`, permissions: [] })
    },
  }
}

const waiting = { timeout: 30_000, interval: 50 }
const whatWaits = `select (
  (select count(*) from events e, event_cursors c where (e.xid, e.position) > (c.xid, c.position))
  + (select count(*) from deliveries where state in ('queued', 'sending'))
  + (select count(*) from pgboss.job where state in ('created', 'retry', 'active') and name in ('deliver', 'acknowledge'))
  )::int as waits`

export type World = Awaited<ReturnType<typeof startWithRule>>

/** The ids and words of hidden things that are in a text. */
export function leaksIn(text: string, world: World): string[] {
  const ids = Object.values(world.hidden.ids).flat()
  return [...ids, word].filter((secret) => text.toLowerCase().includes(secret))
}
