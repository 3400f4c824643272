import { createHash } from 'node:crypto'
import type { Customer, CustomerRow } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Api } from '../../seeds/telling/api.ts'

/** What an installation says of itself by its API: what no upgrade may change. */
export interface Facts {
  customers: readonly unknown[]
  /** By customer, each entry as its place, its kind, and a digest of the rest. */
  threads: Readonly<Record<string, readonly string[]>>
  issues: readonly unknown[]
  settings: Readonly<Record<string, readonly unknown[]>>
}

export async function readFacts(api: Api): Promise<Facts> {
  const customers: { id: string; [field: string]: unknown }[] = []
  const threads: Record<string, string[]> = {}
  for (const { id } of await all<CustomerRow>(api, '/customers?')) {
    const customer = await api.call<Customer>('GET', `/customers/${id}`)
    const { displayName, attributes } = customer
    // The codes of a reason serve to translate it; versions before 0.2.0 had none.
    const merges = customer.merges.map(({ words: _words, ...merge }) => merge)
    const identities = customer.identities.map(({ kind, value, assurance }) => `${kind} ${value} ${assurance}`)
    customers.push({ id, displayName, attributes, merges, identities: identities.toSorted() })
    threads[id] = (await all<Entry>(api, `/customers/${id}/thread?`)).map(told)
  }
  const issues = (await all<Issue>(api, '/issues?')).map(
    ({ id, number, customerId, subject, topic, status, priority, ownerId, teamId }) => ({
      id,
      number,
      customerId,
      subject,
      topic,
      status,
      priority,
      ownerId,
      teamId,
    }),
  )
  const settings: Record<string, { id: unknown }[]> = {}
  for (const [name, fields] of Object.entries(kept)) {
    const { items } = await api.call<{ items: ({ id: string } & Record<string, unknown>)[] }>('GET', `/${name}`)
    settings[name] = items
      .map((item) => ({ id: item.id, ...Object.fromEntries(fields.map((field) => [field, item[field]])) }))
      .toSorted(byId)
  }
  return { customers: customers.toSorted(byId), threads, issues: issues.toSorted(byId), settings }
}

const kept: Record<string, readonly string[]> = {
  staff: ['name', 'email', 'role', 'active'],
  teams: ['name', 'memberIds'],
  skills: ['name', 'staffIds'],
  tokens: ['name', 'role'],
  channels: ['kind', 'name', 'enabled'],
  webhooks: ['name', 'eventTypes', 'enabled'],
  'saved-replies': ['name'],
}

function told({ seq, id, kind, direction, author, text, issueId, recordedAt, attachments, edited }: Entry): string {
  const files = attachments.map(({ name, sizeBytes }) => ({ name, sizeBytes }))
  const rest = JSON.stringify([direction, author, text, issueId, recordedAt, files, edited?.text])
  return `${seq} ${kind} ${id} ${createHash('sha256').update(rest).digest('hex').slice(0, 12)}`
}

const byId = (one: { id: unknown }, other: { id: unknown }): number => (String(one.id) < String(other.id) ? -1 : 1)

async function all<T>(api: Api, path: string): Promise<T[]> {
  const items: T[] = []
  for (let cursor = ''; ;) {
    const page = await api.call<{ items: T[]; nextCursor: string | null }>('GET', `${path}limit=200${cursor}`)
    items.push(...page.items)
    if (page.nextCursor === null) return items
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
  }
}
