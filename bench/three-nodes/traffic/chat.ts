import { randomBytes } from 'node:crypto'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ServerFrame } from '@throughline/protocol/webchat/live.ts'
import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import type { Random } from '../../../server/test/mail/generating/random.ts'
import { requestMaker } from '../../load/http-connection.ts'
import { callApi } from '../../product/api.ts'
import type { Ledger } from '../../crash/ledger.ts'
import { askOnce, understand } from '../../crash/sending/send-messages.ts'
import { keepSending, untilAcknowledged } from '../../crash/sending/until-acknowledged.ts'
import { keepConnected } from './keep-connected.ts'

/** A visitor of the shop who writes by turns with somebody of the staff, and what their chat showed without a reload. */
export interface Chat {
  readonly customerId: string
  /** Every text that was acknowledged, of both. */
  readonly said: readonly string[]
  readonly connections: () => number
  /** What the chat was sent live, by id. */
  readonly shown: ReadonlyMap<string, VisitorMessage>
  /** Each time the chat was told to read everything anew. */
  readonly reloads: () => number
  finish(): Promise<void>
  close(): void
}

export async function startChat(options: {
  name: string
  url: string
  token: string
  channelId: string
  random: Random
  pauseMs: number
  ledger: Ledger
}): Promise<Chat> {
  const { name, url, token, channelId, random, pauseMs, ledger } = options
  const visitorToken = randomBytes(32).toString('base64url')
  const visitor = requestMaker(url, { authorization: `Visitor ${visitorToken}`, connection: 'close' })
  const staff = requestMaker(url, { authorization: `Bearer ${token}`, connection: 'close' })
  const said: string[] = []
  const shown = new Map<string, VisitorMessage>()
  let count = 0
  let reloads = 0

  const customerId = (await callApi<Entry>({ url, token }, 'GET', `/entries/${await visitorSays()}`)).customerId
  const page = JSON.parse((await askOnce(url, visitor.get(`/api/v1/webchat/${channelId}/messages`))).body.toString())
  let cursor: string = page.streamCursor
  const connection = keepConnected(`${url}/api/v1/webchat/${channelId}/live`, {
    opened: (send) => send({ type: 'hello', token: visitorToken, cursor }),
    heard(text) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a frame of the protocol
      const frame = JSON.parse(text) as ServerFrame
      if ('cursor' in frame) cursor = frame.cursor
      if (frame.type === 'message') shown.set(frame.message.id, frame.message)
      if (frame.type === 'reload') reloads++
    },
  })

  async function write(who: string, send: (text: string, echoId: string) => string): Promise<string> {
    const echoId = `${name}-${++count}`
    const text = `${who} writes ${echoId}.`
    const request = send(text, echoId)
    let id = ''
    await untilAcknowledged(ledger, random, `${name}: ${text}`, async () =>
      understand(await askOnce(url, request), (message) => (id = message.id)),
    )
    if (id === '') throw new Error(ledger.violations.at(-1))
    said.push(text)
    return id
  }
  function visitorSays(): Promise<string> {
    return write('The visitor', (text, echoId) =>
      visitor.post(`/api/v1/webchat/${channelId}/messages`, { text, echoId }, { key: echoId }),
    )
  }
  function staffAnswers(): Promise<string> {
    return write('Somebody', (text, echoId) =>
      staff.post(`/api/v1/customers/${customerId}/entries`, { kind: 'message', text, echoId }, { key: echoId }),
    )
  }

  const sending = keepSending({ lanes: 1, pauseMs }, random, async () => {
    await (random.chance(0.5) ? visitorSays() : staffAnswers())
  })
  return {
    customerId,
    said,
    connections: () => connection.connections,
    shown,
    reloads: () => reloads,
    finish: () => sending.finish(),
    close: () => connection.close(),
  }
}
