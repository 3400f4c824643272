import { setTimeout as delay } from 'node:timers/promises'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Change } from '@throughline/protocol/events.ts'
import { expect } from 'vitest'
import { openSmtp } from '../mail/smtp-client.ts'
import { token, type StartedCommand } from './start-command.ts'

/** People write and are answered, and a program follows the feed, at whichever nodes a balancer finds ready. */
export interface Traffic {
  /** Those behind the balancer. */
  readonly nodes: Set<StartedCommand>
  /** Until something of each kind went well at this node, from now on. */
  untilAllMove(node: StartedCommand): Promise<void>
  /** Finishes what is under way, reads the feed to its end, and says what happened. */
  end(): Promise<TrafficReport>
}

export interface TrafficReport {
  /** Requests that were not answered with 2xx. A mail server tries again, as they do; a request does not. */
  failures: string[]
  /** Texts of the messages and mails that were acknowledged. */
  taken: string[]
  /** Texts of the answers that were acknowledged. */
  answered: string[]
  /** Ids of the entries in the feed, as often as they were there. */
  told: string[]
}

const kinds = ['message', 'mail', 'answer', 'reading', 'feed'] as const
type Kind = (typeof kinds)[number]

export async function startTraffic(first: StartedCommand): Promise<Traffic> {
  const nodes = new Set([first])
  const report: TrafficReport = { failures: [], taken: [], answered: [], told: [] }
  const timesMoved = new Map<string, number>()
  let isEnding = false
  let turn = 0
  let cursor = ''

  /** Round robin among those that say that they are ready. */
  async function ready(): Promise<StartedCommand> {
    for (;;) {
      const all = [...nodes]
      const node = all[turn++ % all.length]!
      if ((await node.readyz())?.status === 200) return node
      await delay(20)
    }
  }

  async function call<T>(node: StartedCommand, method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${node.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the contract's type
    return JSON.parse(text) as T
  }

  const { id: channelId } = await call<{ id: string }>(first, 'POST', '/channels', { kind: 'api', name: 'App' })
  const { id: customerId } = await call<{ id: string }>(first, 'POST', '/customers', {
    identities: [{ kind: 'email', value: 'ana@answered.example' }],
  })

  const steps: Record<Kind, (node: StartedCommand, text: string, count: number) => Promise<boolean>> = {
    async message(node, text, count) {
      const from = { kind: 'account', value: `account-${count % 5}` }
      await call<Entry>(node, 'POST', `/channels/${channelId}/inbound`, { id: text, from, text })
      report.taken.push(text)
      return true
    },
    async mail(node, text, count) {
      const sender = `writer-${count % 5}@mail.example`
      const raw = `From: ${sender}\r\nTo: support@shop.example\r\nMessage-ID: <${text}@mail.example>\r\nSubject: ${text}\r\n\r\n${text}\r\n`
      try {
        const client = await openSmtp(node.smtpPort)
        const reply = await client.mail({ from: sender, to: ['support@shop.example'] }, raw)
        client.cut()
        if (!reply.startsWith('250')) return false
      } catch {
        return false
      }
      report.taken.push(text)
      return true
    },
    async answer(node, text) {
      await call<Entry>(node, 'POST', `/customers/${customerId}/entries`, { kind: 'message', text, echoId: text })
      report.answered.push(text)
      return true
    },
    async reading(node) {
      await call(node, 'GET', `/customers/${customerId}/thread?order=desc&limit=20`)
      await call(node, 'GET', '/issues?limit=20')
      await call(node, 'GET', '/customers?query=answered')
      return true
    },
    async feed(node) {
      await readFeed(node)
      return true
    },
  }

  async function readFeed(node: StartedCommand): Promise<number> {
    const page = await call<{ items: Change[]; nextCursor: string }>(node, 'GET', `/changes?limit=200${cursor}`)
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
    for (const { type, entryId } of page.items) if (type === 'entry.appended') report.told.push(entryId!)
    return page.items.length
  }

  /** One thing after the other; a mail that was not taken is offered again, elsewhere. */
  async function keepGoing(kind: Kind): Promise<void> {
    for (let count = 0; !isEnding; count++) {
      for (let isDone = false; !isDone;) {
        const node = await ready()
        isDone = await steps[kind](node, `${kind}-${count}-x`, count).catch((error: unknown) => {
          report.failures.push(`${kind} ${count}: ${String(error)}`)
          return true
        })
        if (isDone) timesMoved.set(`${kind} at ${node.url}`, (timesMoved.get(`${kind} at ${node.url}`) ?? 0) + 1)
      }
      await delay(10)
    }
  }

  const lanes = Promise.all(kinds.map(keepGoing))

  return {
    nodes,
    async untilAllMove(node) {
      const counts = (): number[] => kinds.map((kind) => timesMoved.get(`${kind} at ${node.url}`) ?? 0)
      const before = counts()
      await expect.poll(() => counts().every((count, index) => count > before[index]!), { timeout: 60_000 }).toBe(true)
    },
    async end() {
      isEnding = true
      await lanes
      const node = await ready()
      for (;;) {
        const { events } = await call<{ events: number }>(node, 'GET', '/changes/lag')
        if ((await readFeed(node)) === 0 && events === 0) return report
      }
    },
  }
}
