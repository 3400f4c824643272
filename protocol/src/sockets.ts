import type { z } from 'zod'
import { ClientMessage, ServerMessage } from './realtime/realtime.ts'
import { serviceRestart } from './restart.ts'
import { ServerFrame, VisitorFrame, webchatLivePath } from './webchat/live.ts'

/** A WebSocket of the API: what is said on it, in both directions. JSON text frames, each with its `type`. */
export interface SocketContract {
  /** Below `/api/v1`; parameters as `:name`. */
  path: string
  title: string
  description: string
  /** `visitor`: the first message holds a visitor token. */
  access: 'signed-in' | 'visitor'
  /** From the client. */
  receives: Frames
  /** To the client. */
  sends: Frames
  /** Why the server ends it, by close code. */
  closes: Readonly<Record<number, string>>
}

type Frames = z.ZodDiscriminatedUnion<readonly z.ZodObject[]>

/** Every one that there is, by name. */
export const sockets = {
  realtime: {
    path: '/realtime',
    title: 'The desk, live',
    description:
      'A stream is a topic and a cursor: `subscribe` with the `streamCursor` that came with a page, and what is sent ' +
      'back is everything after it, in order, each message with the cursor to come back with. Topics are ' +
      '`thread:<customerId>`, `inbox` and `notifications`. Each message asks anew what the caller may do: ' +
      '`thread.read` brings entries, deliveries, who looks and who types, `issues.read` issues, `customers.read` the ' +
      'customer. Applying a message twice changes nothing.',
    access: 'signed-in',
    receives: ClientMessage,
    sends: ServerMessage,
    closes: {
      [serviceRestart]: 'The server restarts: come back with your cursors.',
      1013: 'Too slow, or too many messages: come back in a minute.',
      4401: 'Sign in again.',
    },
  },
  webchat: {
    path: webchatLivePath,
    title: 'A chat of a site, live',
    description:
      'For the widget: what the visitor of a token may see. The first message is `hello`; what came after its cursor ' +
      'follows at once.',
    access: 'visitor',
    receives: VisitorFrame,
    sends: ServerFrame,
    closes: {
      [serviceRestart]: 'The server restarts: come back with the cursor.',
      1008: 'Nothing was said after connecting.',
      1013: 'Too slow, too many messages, or the chat is switched off: come back after a pause.',
      4401: 'The token has ended and never works again.',
      4403: 'The page is on no site of the channel.',
    },
  },
} as const satisfies Record<string, SocketContract>
