import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { startSmtpSink } from '../../server/test/mail/smtp-sink.ts'
import { portOf } from '../../server/test/mail/ports.ts'

/** The world outside, which outlives the product: takes mail and webhooks and remembers each. */
export interface Receivers {
  readonly smtpUrl: string
  readonly webhookUrl: string
  /** Message-ID → how often it came. */
  mails(): Map<string, number>
  /** webhook-id → the event it carried, and how often it came. */
  readonly calls: Map<string, { eventId: string; times: number }>
  close(): Promise<void>
}

export async function startReceivers(): Promise<Receivers> {
  const sink = await startSmtpSink()
  const calls: Receivers['calls'] = new Map()
  const http = createServer((request, response) => {
    receive(request, calls)
      .then(() => (response.statusCode = 204))
      // Cut off in the middle of its words.
      .catch(() => (response.statusCode = 400))
      .finally(() => response.end())
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    smtpUrl: `smtp://127.0.0.1:${sink.port}`,
    webhookUrl: `http://127.0.0.1:${portOf(http)}/hook`,
    calls,
    mails() {
      const times = new Map<string, number>()
      for (const { raw } of sink.mails) {
        const id = /^message-id:\s*<([^>]+)>/im.exec(raw)?.[1] ?? 'none'
        times.set(id, (times.get(id) ?? 0) + 1)
      }
      return times
    },
    async close() {
      http.closeAllConnections()
      await Promise.all([sink.close(), new Promise((resolve) => http.close(resolve))])
    },
  }
}

async function receive(request: IncomingMessage, calls: Receivers['calls']): Promise<void> {
  const id = String(request.headers['webhook-id'])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a change of the contract
  const { data } = JSON.parse(await text(request)) as { data: { id: string } }
  calls.set(id, { eventId: data.id, times: (calls.get(id)?.times ?? 0) + 1 })
}
