import type { IssueFilter } from '../inbox/lists/issue-list.ts'

/** The names under which answers of the server are kept. */
export const keys = {
  me: ['me'],
  session: ['session'],
  counts: ['counts'],
  allIssueLists: ['issues'],
  issues: (filter: IssueFilter) => ['issues', filter],
  issue: (id: string) => ['issue', id],
  customer: (id: string) => ['customer', id],
  customers: (query: string) => ['customers', query],
  suggestions: (customerId: string) => ['suggestions', customerId],
  thread: (customerId: string) => ['thread', customerId],
  addresses: (customerId: string, issueId: string | null) => ['addresses', customerId, issueId],
  draft: (customerId: string) => ['draft', customerId],
  html: (entryId: string) => ['html', entryId],
  staff: ['staff'],
  roles: ['roles'],
  tokens: ['tokens'],
  channelKinds: ['channel-kinds'],
  channels: ['channels'],
  channel: (id: string) => ['channels', id],
  webhooks: ['webhooks'],
  webhookDeliveries: (id: string) => ['webhooks', id, 'deliveries'],
  inbound: (state: string) => ['inbound', state],
  outbox: ['outbox'],
  audit: (action: string) => ['audit', action],
} as const
