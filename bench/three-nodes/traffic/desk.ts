import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { callApi } from '../../product/api.ts'
import { keepConnected } from './keep-connected.ts'

/** An open desk: the inbox and some threads, followed from page to page over whatever nodes there are. */
export interface Desk {
  /** By thread, in the order in which they were sent: the seqs of its entries. */
  readonly seqsByCustomer: ReadonlyMap<string, readonly number[]>
  /** The newest version of each issue that it was sent. */
  readonly versionByIssue: ReadonlyMap<string, number>
  readonly connections: () => number
  /** What it was refused, and each time it was told to read anew. */
  readonly complaints: readonly string[]
  close(): void
}

export async function openDesk(
  { url, token }: { url: string; token: string },
  customerIds: readonly string[],
): Promise<Desk> {
  const server = { url, token }
  const cursors = new Map<string, string>()
  const seqsByCustomer = new Map<string, number[]>()
  const versionByIssue = new Map<string, number>()
  const complaints: string[] = []
  for (const customerId of customerIds) {
    const page = await callApi<{ items: Entry[]; streamCursor: string }>(
      server,
      'GET',
      `/customers/${customerId}/thread?limit=200`,
    )
    cursors.set(`thread:${customerId}`, page.streamCursor)
    seqsByCustomer.set(
      customerId,
      page.items.map(({ seq }) => seq),
    )
  }
  const inbox = await callApi<{ items: Issue[]; streamCursor: string }>(server, 'GET', '/issues?limit=200')
  cursors.set('inbox', inbox.streamCursor)
  for (const { id, version } of inbox.items) versionByIssue.set(id, version)

  function keep(message: ServerMessage): void {
    if ('cursor' in message) cursors.set(message.topic, message.cursor)
    if (message.type === 'entry') {
      const seqs = seqsByCustomer.get(message.entry.customerId)!
      // An entry is sent again when it changed.
      if (!seqs.includes(message.entry.seq)) seqs.push(message.entry.seq)
    }
    if (message.type === 'issue') {
      const { id, version } = message.issue
      versionByIssue.set(id, Math.max(version, versionByIssue.get(id) ?? 0))
    }
    if (message.type === 'reload') complaints.push(`${message.topic} was to be read anew: ${message.reason}`)
    if (message.type === 'refused') complaints.push(`refused: ${message.problem.detail}`)
  }
  const connection = keepConnected(`${url}/api/v1/realtime`, {
    headers: { authorization: `Bearer ${token}` },
    opened: (send) => {
      for (const [topic, cursor] of cursors) send({ type: 'subscribe', topic, cursor })
    },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a message of the protocol
    heard: (text) => keep(JSON.parse(text) as ServerMessage),
  })
  return {
    seqsByCustomer,
    versionByIssue,
    connections: () => connection.connections,
    complaints,
    close: () => connection.close(),
  }
}
