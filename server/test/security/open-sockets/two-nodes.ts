import { randomUUID } from 'node:crypto'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Permission } from '@throughline/protocol/permissions.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { expect } from 'vitest'
import { WebSocket } from 'ws'
import { startTestApp } from '../../app.ts'
import { startSecondNode } from '../second-node.ts'

const publicOrigin = 'http://localhost:3000'
export const password = 'correct horse battery staple'
const env = { PUBLIC_URL: publicOrigin, SECRET_KEY: 'k'.repeat(64), RATE_LIMIT_SIGN_IN: '10000' }

export interface Node {
  readonly url: string
}

export interface Person {
  readonly id: string
  /** In another browser of the same person. */
  signIn(): Promise<Browser>
}

export interface Browser {
  readonly headers: Record<string, string>
  post<T = unknown>(path: string, body?: unknown): Promise<T>
}

/** Two nodes of one database, without NATS between them, and who connects to them. */
export async function startTwoNodes() {
  const one = await startTestApp({ env })
  const two = await startSecondNode(one, env)
  const channel = await one.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })
  let count = 0

  async function signIn(email: string): Promise<Browser> {
    let cookie = ''
    const post = async <T>(path: string, body: unknown = {}): Promise<T> => {
      const response = await fetch(`${one.url}/api/auth/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: publicOrigin,
          'sec-fetch-site': 'same-origin',
          ...(cookie === '' ? {} : { cookie }),
        },
        body: JSON.stringify(body),
      })
      expect(response.ok, `${path} ${response.status}`).toBe(true)
      const set = response.headers.getSetCookie().map((line) => line.split(';')[0]!)
      if (set.length > 0) cookie = set.join('; ')
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names what the library answers
      return (await response.json()) as T
    }
    await post('sign-in/email', { email, password })
    return { headers: { cookie, origin: publicOrigin }, post }
  }

  return {
    one,
    two,
    async stop() {
      await two.stop()
      await one.stop()
    },
    /** A customer writes. */
    say: (value: string, text: string): Promise<Entry> =>
      one.api('POST', `/channels/${channel.id}/inbound`, { id: `m${++count}`, from: { kind: 'account', value }, text }),
    threadTexts: async (customerId: string): Promise<string[]> =>
      (await one.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread?limit=200`)).items.map(
        ({ text }) => text,
      ),
    makeRole: (name: string, permissions: Permission[]) => one.api('POST', '/roles', { name, permissions }),
    setRole: (name: string, permissions: Permission[]) => one.api('PATCH', `/roles/${name}`, { permissions }),
    makeToken: async (role: string): Promise<{ id: string; token: string }> =>
      one.api('POST', '/tokens', { name: `Program of ${role}`, role }),
    makePerson: async (name: string, role: string): Promise<Person> => {
      const email = `${name.toLowerCase()}@example.com`
      const { id } = await one.api<{ id: string }>('POST', '/staff', { name, email, password, role })
      return { id, signIn: () => signIn(email) }
    },
  }
}

export interface Client {
  readonly messages: ServerMessage[]
  send(message: object): void
  follow(...topics: string[]): Promise<void>
  /** All that was sent before is answered by now. */
  answered(): Promise<void>
  closedWith(): number | null
  close(): void
}

/** Opens the WebSocket of staff and programs. */
export async function open(node: Node, headers: Record<string, string>): Promise<Client> {
  const ws = new WebSocket(`${node.url.replace('http', 'ws')}/api/v1/realtime`, { headers })
  const messages: ServerMessage[] = []
  let closedWith: number | null = null
  ws.on('message', (data) => messages.push(JSON.parse(String(data)) as ServerMessage))
  ws.on('close', (code) => (closedWith = code))
  await new Promise((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })
  const count = (type: string) => messages.filter((message) => message.type === type).length
  const send = (message: object): void => {
    if (ws.readyState === ws.OPEN) ws.send(JSON.stringify(message))
  }
  return {
    messages,
    send,
    async follow(...topics) {
      const before = count('subscribed') + count('refused')
      for (const topic of topics) send({ type: 'subscribe', topic, cursor: null })
      await expect.poll(() => count('subscribed') + count('refused')).toBeGreaterThanOrEqual(before + topics.length)
    },
    async answered() {
      // A request that is refused or answered after all before it, whatever the caller may do.
      const before = count('refused')
      send({ type: 'subscribe', topic: `thread:${randomUUID()}`, cursor: null })
      await expect.poll(() => count('refused') > before || closedWith !== null).toBe(true)
    },
    closedWith: () => closedWith,
    close: () => ws.terminate(),
  }
}

export const asToken = (token: string) => ({ authorization: `Bearer ${token}` })
export const texts = ({ messages }: Client) => messages.flatMap((one) => (one.type === 'entry' ? [one.entry.text] : []))
export const kinds = ({ messages }: Client) => [
  ...new Set(
    messages.map((one) => ('topic' in one && one.type === 'issue' ? `issue of ${one.topic?.slice(0, 5)}` : one.type)),
  ),
]
export const endedTopics = ({ messages }: Client): string[] =>
  messages.flatMap((one) => (one.type === 'refused' && one.topic !== undefined ? [one.topic] : []))
