import { getCustomer } from '@throughline/protocol/customers/customers.ts'
import { createEntry } from '@throughline/protocol/timeline/writing.ts'
import { getThread } from '@throughline/protocol/timeline/entries.ts'
import { getIssue, listIssues } from '@throughline/protocol/issues/issues.ts'
import { listNotifications } from '@throughline/protocol/notifications/notifications.ts'
import type { ClientMessage, ServerMessage, Topic } from '@throughline/protocol/realtime/realtime.ts'
import type { RouteContract } from '@throughline/protocol/route.ts'
import { customerSubject } from '../../people/customers/customers.ts'
import { can, everything, type Action, type Caller, type Subject } from '../../platform/http/http.ts'
import { sentIssueSubject } from '../../work/issues/issues.ts'

/**
 * The permission that a message to the client needs: that of reading the same by HTTP. Null: it contains no data of
 * customers or staff.
 * What has no route of its own (who looks at a thread, who types) goes with the thread.
 */
const actionByMessage: Record<ServerMessage['type'], Action | null> = {
  hello: null,
  pong: null,
  refused: null,
  subscribed: null,
  reload: null,
  entry: accessOf(getThread),
  delivery: accessOf(getThread),
  viewers: accessOf(getThread),
  customer_typing: accessOf(getThread),
  visitor_page: accessOf(getThread),
  customer: accessOf(getCustomer),
  issue: accessOf(getIssue),
  reads: accessOf(listIssues),
  notifications: accessOf(listNotifications),
}

/** The permission that a request needs. Typing is shown to the customer, so it needs the one for writing. */
const actionByRequest: Record<Exclude<ClientMessage['type'], 'subscribe' | 'unsubscribe' | 'ping'>, Action> = {
  viewing: accessOf(getThread),
  typing: accessOf(createEntry),
  send: accessOf(createEntry),
}

/** Pure; asked before each push. */
export function mayReceive(caller: Caller, message: ServerMessage, issue: FactsOfIssue = 'unread'): boolean {
  const action = actionByMessage[message.type]
  return action === null || can(caller, action, subjectOf(message, issue))
}

/** Of the issue that an entry or a delivery belongs to. */
export type FactsOfIssue = Subject['issue']

export const followAction = (topic: Topic): Action => {
  if (topic === 'inbox') return accessOf(listIssues)
  return topic === 'notifications' ? accessOf(listNotifications) : accessOf(getThread)
}

export const subjectOfTopic = (topic: Topic): Subject =>
  topic === 'inbox' || topic === 'notifications' ? everything : customerSubject(topic.slice('thread:'.length))

export const requestAction = (type: keyof typeof actionByRequest): Action => actionByRequest[type]

function subjectOf(message: ServerMessage, issue: FactsOfIssue): Subject {
  if (message.type === 'issue') return sentIssueSubject(message.issue)
  if (message.type === 'entry' || message.type === 'delivery') return { ...subjectOfTopic(message.topic), issue }
  if ('customerId' in message) return customerSubject(message.customerId)
  return 'topic' in message && message.topic !== undefined ? subjectOfTopic(message.topic) : everything
}

function accessOf({ access }: Pick<RouteContract, 'access'>): Action {
  if (access === 'public') throw new Error('What anybody may read is not told here.')
  return access
}
