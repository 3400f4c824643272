import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { NewEntry } from '@throughline/protocol/timeline/writing.ts'
import { ServerMessage, Topic, type Viewer } from '@throughline/protocol/realtime/realtime.ts'
import type { VisitorPage } from '@throughline/protocol/realtime/visitor-page.ts'
import { ProblemError } from '../problem-error.ts'
import { makeConnection, type ConnectionState, type RealtimePorts } from './connection.ts'
import { makeListeners } from './listeners.ts'
import { makePendingSends } from './pending-sends.ts'
import { makeStreams, type StreamListener } from './streams.ts'

export type { ConnectionState, RealtimePorts, Socket } from './connection.ts'
export type { StreamListener, StreamMessage } from './streams.ts'

/**
 * The one connection of a tab. It keeps, for every topic that is being looked at, the cursor of the last message that
 * was applied, and after a cut subscribes again from there, so that nothing is missed and nothing needs to be fetched
 * again. It knows nothing of what messages mean: listeners apply them, and applying one twice changes nothing.
 */
export interface Realtime {
  start: () => void
  stop: () => void
  /** Tries again now instead of waiting. */
  retryNow: () => void
  state: () => ConnectionState
  onState: (listener: () => void) => () => void
  onViewers: (listener: (customerId: string, viewers: Viewer[]) => void) => () => void
  onCustomerTyping: (listener: (customerId: string) => void) => () => void
  /** On which page the customer is whose thread is being looked at. */
  onVisitorPage: (listener: (customerId: string, page: VisitorPage | null) => void) => () => void
  /** What this person may do is not what it was: what is shown has to be asked for again. */
  onAccessChanged: (listener: () => void) => () => void
  /** `cursor` is the one that came with the page. Returns how to stop. */
  subscribe: (topic: Topic, cursor: string, listener: StreamListener) => () => void
  setViewing: (customerId: string | null) => void
  typing: (customerId: string, isPrivate: boolean) => void
  /** The entry as it was recorded; null when it has to be tried another way, under the same echoId. */
  send: (customerId: string, entry: NewEntry & { echoId: string }) => Promise<Entry | null>
}

/** The server closes with it when the session has ended. */
const sessionOver = 4401

export function makeRealtime(ports: RealtimePorts): Realtime {
  const viewers = makeListeners<[customerId: string, viewers: Viewer[]]>()
  const customerTyping = makeListeners<[customerId: string]>()
  const visitorPage = makeListeners<[customerId: string, page: VisitorPage | null]>()
  const accessChanged = makeListeners<[]>()
  const pending = makePendingSends(ports.setTimer)
  const connection = makeConnection(ports, { onText: hear, onLost: lost })
  const streams = makeStreams(connection.send)
  let viewing: string | null = null

  function lost(code?: number): void {
    pending.giveUpAll()
    if (code === sessionOver) accessChanged.tell()
  }

  function resume(): void {
    connection.greeted()
    streams.resume()
    if (viewing !== null) connection.send({ type: 'viewing', customerId: viewing })
  }

  function hear(text: string): void {
    const parsed = ServerMessage.safeParse(JSON.parse(text))
    if (!parsed.success) return hearUnknown(text)
    const message = parsed.data
    if (message.type === 'hello') return resume()
    if (message.type === 'viewers') return viewers.tell(message.customerId, message.viewers)
    if (message.type === 'customer_typing') return customerTyping.tell(message.customerId)
    if (message.type === 'visitor_page') return visitorPage.tell(message.customerId, message.page)
    if (message.type === 'refused') return hearRefusal(message)
    if (message.type === 'pong') return
    streams.hear(message)
    if (message.type === 'entry') pending.settle(message.entry)
  }

  function hearRefusal({ echoId, topic, problem }: Extract<ServerMessage, { type: 'refused' }>): void {
    pending.refuse(echoId, new ProblemError(problem))
    if (topic === undefined) return
    // It cannot be found out now what we may follow: all of it is tried again after a while.
    if (problem.code === 'unavailable') return connection.drop()
    if (problem.code !== 'forbidden') return streams.forget(topic)
    streams.reload(topic, problem.detail)
    accessChanged.tell()
  }

  /** A newer server may say things that we do not know yet: what they were about is fetched again. */
  function hearUnknown(text: string): void {
    const about = Topic.safeParse(Object(JSON.parse(text)).topic)
    if (about.success) streams.reload(about.data, 'unknown message')
  }

  return {
    start: connection.start,
    stop: connection.stop,
    retryNow: connection.retryNow,
    state: connection.state,
    onState: connection.onState,
    onViewers: viewers.add,
    onCustomerTyping: customerTyping.add,
    onVisitorPage: visitorPage.add,
    onAccessChanged: accessChanged.add,
    subscribe: streams.subscribe,
    setViewing(customerId) {
      viewing = customerId
      connection.send({ type: 'viewing', customerId })
    },
    typing: (customerId, isPrivate) => void connection.send({ type: 'typing', customerId, private: isPrivate }),
    send(customerId, entry) {
      const answer = pending.wait(entry.echoId)
      if (!connection.send({ type: 'send', customerId, entry })) pending.giveUp(entry.echoId)
      return answer
    },
  }
}
