import { z } from 'zod'
import { Customer } from '../customers/customers.ts'
import { Problem } from '../errors.ts'
import { Issue } from '../issues/issues.ts'
import { IssueRead } from '../issues/reads.ts'
import { Notification } from '../notifications/notifications.ts'
import { Cursor, Id } from '../primitives.ts'
import { Delivery } from '../timeline/delivery.ts'
import { Entry } from '../timeline/entry.ts'
import { NewEntry } from '../timeline/writing.ts'
import { VisitorPage } from './visitor-page.ts'

/**
 * The protocol of `GET /api/v1/realtime` (WebSocket, JSON text frames).
 *
 * A stream is (topic, cursor). The client subscribes with the cursor that came with its page (`streamCursor`); the
 * server sends everything after it, in order, each message carrying the cursor to come back with. After a cut the
 * client subscribes again with the last cursor it saw and gets exactly what it missed, or `reload` when that is no
 * longer kept or the thread was re-formed by a merge. Applying a message twice changes nothing: entries are keyed by
 * id, issues by id and version.
 *
 * Each message asks anew what the caller may do, by the same rules as HTTP: `thread.read` brings entries, deliveries, who
 * looks and who types; `issues.read` issues; `customers.read` the customer. A right that is lost ends what it carried
 * within a second, and one that is given counts without connecting anew. Close codes: 4401, sign in again; 1012, the server
 * restarts, come back with your cursors; 1013, too slow or too many messages, come back in a minute.
 *
 * Topics: `thread:<customerId>` (entries, deliveries, the customer's own changes), `inbox` (issues) and
 * `notifications` (those of the person who is connected).
 */
export const Topic = z.union([z.literal('inbox'), z.literal('notifications'), z.templateLiteral(['thread:', z.uuid()])])
export type Topic = z.infer<typeof Topic>

export const ClientMessage = z.discriminatedUnion('type', [
  z
    .object({ type: z.literal('subscribe'), topic: Topic, cursor: Cursor.nullable() })
    .describe('Follow a topic from where a page ended; null: from now on.'),
  z.object({ type: z.literal('unsubscribe'), topic: Topic }).describe('Follow a topic no longer.'),
  z
    .object({ type: z.literal('viewing'), customerId: Id.nullable() })
    .describe('What this person is looking at; null when nothing. Others who look at it get `viewers`.'),
  z
    .object({ type: z.literal('typing'), customerId: Id, private: z.boolean().default(false) })
    .describe('Repeated every few seconds while a person types; it fades after 6 seconds.'),
  z
    .object({ type: z.literal('send'), customerId: Id, entry: NewEntry })
    .describe('An optimistic send: the same echoId again is the same entry, so that it may be repeated after a cut.'),
  z.object({ type: z.literal('ping') }).describe('Answered with `pong`.'),
])
export type ClientMessage = z.infer<typeof ClientMessage>

export const Viewer = z.object({ staffId: Id, name: z.string(), typing: z.boolean() })
export type Viewer = z.infer<typeof Viewer>

export const ServerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), serverTime: z.string() }).describe('The first message of a connection.'),
  z
    .object({ type: z.literal('subscribed'), topic: Topic, cursor: Cursor })
    .describe('Answers `subscribe`; what was missed follows at once.'),
  z.object({ type: z.literal('entry'), topic: Topic, cursor: Cursor, entry: Entry }).describe('New, or changed.'),
  z
    .object({ type: z.literal('delivery'), topic: Topic, cursor: Cursor, entryId: Id, delivery: Delivery })
    .describe('A message of ours has gone further, or has failed.'),
  z
    .object({ type: z.literal('customer'), topic: Topic, cursor: Cursor, customer: Customer })
    .describe('The customer has changed.'),
  z.object({ type: z.literal('issue'), topic: Topic, cursor: Cursor, issue: Issue }).describe('New, or changed.'),
  z
    .object({ type: z.literal('reads'), topic: Topic, reads: z.array(IssueRead) })
    .describe('On `inbox`: how far this person has read issues, in another tab or on another device.'),
  z
    .object({
      type: z.literal('notifications'),
      topic: Topic,
      cursor: Cursor,
      items: z.array(Notification),
      unread: z.number().int(),
    })
    .describe('New or changed ones, and how many are unread; without items only the figure changed.'),
  z
    .object({ type: z.literal('reload'), topic: Topic, reason: z.string() })
    .describe('What was missed is no longer kept: read the page anew, then subscribe with its cursor.'),
  z
    .object({ type: z.literal('viewers'), customerId: Id, viewers: z.array(Viewer) })
    .describe('Who else looks at the customer now.'),
  z
    .object({ type: z.literal('customer_typing'), customerId: Id })
    .describe('The customer types in a chat. Fades after 6 seconds unless it is repeated.'),
  z
    .object({ type: z.literal('visitor_page'), customerId: Id, page: VisitorPage.nullable() })
    .describe(
      'To who is `viewing`: on which page of the site the customer is while they chat, or that they left; null: that is ' +
        'not known any more.',
    ),
  z
    .object({ type: z.literal('refused'), echoId: z.string().nullable(), topic: Topic.optional(), problem: Problem })
    .describe(
      'Something was not done. With `topic`: nothing more comes on it, because it could not be subscribed, or because ' +
        'the caller may not see it any more.',
    ),
  z.object({ type: z.literal('pong') }).describe('Answers `ping`.'),
])
export type ServerMessage = z.infer<typeof ServerMessage>
