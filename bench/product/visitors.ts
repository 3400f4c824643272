import { randomBytes } from 'node:crypto'
import { callApi } from './api.ts'
import type { RunningServer } from './server.ts'

/** Visitors of a company's site, as its widget makes them: a token of their own, and something said with it. */
export interface ChatOfSite {
  readonly channelId: string
  /** Where widgets connect. */
  liveUrlAt(server: Pick<RunningServer, 'url'>): string
  /** What goes before `/api/v1` calls of a visitor. */
  readonly path: string
}

export interface BenchVisitor {
  readonly token: string
  readonly customerId: string
}

export async function openChat(server: RunningServer): Promise<ChatOfSite> {
  const settings = { allowedOrigins: [] }
  const { id } = await callApi<{ id: string }>(server, 'POST', '/channels', { kind: 'webchat', name: 'Site', settings })
  const path = `/api/v1/webchat/${id}`
  return { channelId: id, path, liveUrlAt: ({ url }) => `${url.replace('http', 'ws')}${path}/live` }
}

export async function newVisitors(server: RunningServer, chat: ChatOfSite, count: number): Promise<BenchVisitor[]> {
  const visitors: BenchVisitor[] = []
  const add = async () => {
    const token = randomBytes(32).toString('base64url')
    const response = await fetch(`${server.url}${chat.path}/messages`, {
      method: 'POST',
      headers: { authorization: `Visitor ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ echoId: 'first', text: 'Is anybody there?' }),
    })
    if (!response.ok) throw new Error(`a visitor was answered with ${response.status}: ${await response.text()}`)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the message of the contract
    const { id } = (await response.json()) as { id: string }
    const { customerId } = await callApi<{ customerId: string }>(server, 'GET', `/entries/${id}`)
    visitors.push({ token, customerId })
  }
  const addSome = async () => {
    while (--left >= 0) await add()
  }
  let left = count
  await Promise.all(Array.from({ length: 8 }, addSome))
  return visitors
}

export const visitorHello = (token: string): string => JSON.stringify({ type: 'hello', token, cursor: null })
