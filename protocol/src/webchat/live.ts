import { z } from 'zod'
import { Problem } from '../errors.ts'
import { Cursor, Id } from '../primitives.ts'
import { VisitorToken, WebchatPresence, VisitorMessage, VisitorSession } from './webchat.ts'

export const webchatLivePath = '/webchat/:channelId/live'

/** Widget → server. */
export const VisitorFrame = z.discriminatedUnion('type', [
  z
    .object({ type: z.literal('hello'), token: VisitorToken, cursor: Cursor.nullable() })
    .describe('First of all, and again after `reload`. `cursor` null: only what happens from now on.'),
  z
    .object({ type: z.literal('typing') })
    .describe('Repeated every few seconds while the visitor types; it fades after 6 seconds.'),
  z
    .object({
      type: z.literal('page'),
      url: z.string().max(2000).describe('Origin and path, no query.'),
      title: z.string().max(1000).default(''),
      timeZone: z.string().max(64).optional().describe('Of the browser, as in `Europe/Lisbon`.'),
    })
    .describe(
      'On which page of the site the visitor is, said after `welcome` and when it changes, once something was said. Staff ' +
        'who look at the thread see it; it is kept nowhere, and ignored where the channel says so (`showsPages`).',
    ),
  z
    .object({ type: z.literal('received'), id: Id })
    .describe('Arrived on this device: this message of the team and all before it.'),
  z
    .object({ type: z.literal('seen'), id: Id })
    .describe('Was in view in an open panel: this message of the team and all before it.'),
  z.object({ type: z.literal('ping') }).describe('Answered with `pong`.'),
])
export type VisitorFrame = z.infer<typeof VisitorFrame>

/** Server → widget. Every frame with a `cursor` moves the place to come back to. */
export const ServerFrame = z.discriminatedUnion('type', [
  z
    .object({ type: z.literal('welcome'), cursor: Cursor, unread: z.number().int(), presence: WebchatPresence })
    .describe('Answers `hello`; what was missed follows at once.'),
  z
    .object({ type: z.literal('message'), cursor: Cursor, message: VisitorMessage })
    .describe('New, or changed (its `state`).'),
  z
    .object({ type: z.literal('unread'), count: z.number().int() })
    .describe('How many messages of the team are unseen, on all devices together.'),
  z
    .object({ type: z.literal('typing'), name: z.string().nullable() })
    .describe('Who of the team types; null: nobody any more. Fades by itself after 6 seconds.'),
  z.object({ type: z.literal('presence'), presence: WebchatPresence }).describe('Who is at work has changed.'),
  z
    .object({ type: z.literal('session'), session: VisitorSession })
    .describe('The session changed (a sign-in, a name, an address).'),
  z
    .object({ type: z.literal('reload'), reason: z.string() })
    .describe('What was missed is no longer kept: read `listVisitorMessages` anew, then `hello` with its cursor.'),
  z.object({ type: z.literal('refused'), problem: Problem }).describe('Something was not done.'),
  z.object({ type: z.literal('pong') }).describe('Answers `ping`.'),
])
export type ServerFrame = z.infer<typeof ServerFrame>
