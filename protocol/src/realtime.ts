import { z } from 'zod'
import { Customer } from './customers.ts'
import { Delivery, Entry, NewEntry } from './entries.ts'
import { Problem } from './errors.ts'
import { Issue } from './issues.ts'
import { Notification } from './notifications.ts'
import { Cursor, Id } from './primitives.ts'

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
 * `notifications` (what the person who is connected was told).
 */
export const Topic = z.union([z.literal('inbox'), z.literal('notifications'), z.templateLiteral(['thread:', z.uuid()])])
export type Topic = z.infer<typeof Topic>

export const ClientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), topic: Topic, cursor: Cursor.nullable() }),
  z.object({ type: z.literal('unsubscribe'), topic: Topic }),
  /** What this person is looking at; null when nothing. Others who look at it are told. */
  z.object({ type: z.literal('viewing'), customerId: Id.nullable() }),
  /** Repeated every few seconds while somebody types; it fades after 6 seconds. */
  z.object({ type: z.literal('typing'), customerId: Id, private: z.boolean().default(false) }),
  /** An optimistic send: the same echoId again is the same entry, so that it may be repeated after a cut. */
  z.object({ type: z.literal('send'), customerId: Id, entry: NewEntry }),
  z.object({ type: z.literal('ping') }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

export const Viewer = z.object({ staffId: Id, name: z.string(), typing: z.boolean() })
export type Viewer = z.infer<typeof Viewer>

export const ServerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), serverTime: z.string() }),
  z.object({ type: z.literal('subscribed'), topic: Topic, cursor: Cursor }),
  z.object({ type: z.literal('entry'), topic: Topic, cursor: Cursor, entry: Entry }),
  z.object({ type: z.literal('delivery'), topic: Topic, cursor: Cursor, entryId: Id, delivery: Delivery }),
  z.object({ type: z.literal('customer'), topic: Topic, cursor: Cursor, customer: Customer }),
  z.object({ type: z.literal('issue'), topic: Topic, cursor: Cursor, issue: Issue }),
  /** What this person was told, new or changed, and how many are unread; without items only the figure changed. */
  z.object({
    type: z.literal('notifications'),
    topic: Topic,
    cursor: Cursor,
    items: z.array(Notification),
    unread: z.number().int(),
  }),
  z.object({ type: z.literal('reload'), topic: Topic, reason: z.string() }),
  z.object({ type: z.literal('viewers'), customerId: Id, viewers: z.array(Viewer) }),
  /** The customer types in a chat; told to whoever looks at the thread. Fades after 6 seconds unless it is repeated. */
  z.object({ type: z.literal('customer_typing'), customerId: Id }),
  /**
   * Something was not done. With `topic`: nothing more comes on it, because it could not be subscribed, or because the
   * caller may not see it any more.
   */
  z.object({
    type: z.literal('refused'),
    echoId: z.string().nullable(),
    topic: Topic.optional(),
    problem: Problem,
  }),
  z.object({ type: z.literal('pong') }),
])
export type ServerMessage = z.infer<typeof ServerMessage>
