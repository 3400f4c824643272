import { fieldWords } from '../http/field-words.ts'
import { asMessage } from '../words.ts'
import { z } from 'zod'
import { Cursor, FileName, humanText, Id, Name, Time } from '../primitives.ts'
import { route } from '../route.ts'

/**
 * How a chat widget talks to the server: everything that a visitor of a company's site may see and do.
 *
 * **The visitor token.** The widget makes it: 32 random bytes in base64url without padding (43 characters), and keeps
 * it on the device. It goes along as `Authorization: Visitor <token>` with every call but `getWebchat`. The server
 * keeps its hash only, and nothing at all before the visitor acts: an unknown token begins a session with the first
 * message, file or identification. Because the token exists before the first request, that request may be repeated
 * after a cut like any other. A token that has ended (`session_over`) never works again: forget it and what was shown
 * with it, and make another one for the next act. No cookies are set or read.
 *
 * **Who sees what.** An anonymous visitor sees what was said through this device, what was answered to it, and what
 * came back by mail to such an answer. A visitor whom the host site signed in (`identifyVisitor`) sees every message of
 * the customer, on any device. Nobody sees notes. What a visitor types about themselves (`giveReach`) opens nothing.
 *
 * **Once.** A message is known by its `echoId` within its session: the same one again is the same message (201 the
 * first time, 200 after that), whatever was cut in between. What the server tells is known by `id`: a message that is
 * sent again replaces the one before, with its newest `state`. Order is by `place`.
 *
 * **Live.** `GET /webchat/:channelId/live` upgrades to WebSocket (JSON text frames: `VisitorFrame` in, `ServerFrame`
 * out). The first frame is `hello` with the token and the newest cursor that the widget has seen: the server tells
 * exactly what came after it and goes on from there. `reload` instead: read `listVisitorMessages` anew, then `hello`
 * again with its `streamCursor` on the same connection. The server closes with 4401 (`session_over`), 4403
 * (`origin_not_allowed`), 1012 (restart) or 1013 (too slow, too many frames, or the chat is switched off): come back with
 * the cursor after a pause, except for 4401 and 4403.
 *
 * **From other sites.** Calls from a page's own script carry its origin, which has to be one of the channel's
 * `allowedOrigins` (`origin_not_allowed`); our own origin, where the widget's frame lives, always may.
 */
export const visitorTokenPattern = /^[A-Za-z0-9_-]{43}$/

export const VisitorToken = z
  .string()
  .regex(visitorTokenPattern, asMessage(fieldWords.visitor_token()))
  .meta({ examples: ['kX3n8vQbq2c7Yt0sJm5aWzR1uLd9eHfGpIoT4yB6xNE'] })

/** Accepted whole up to here; more is refused with `invalid_request` on `text`, and nothing is cut off. */
export const maxVisitorTextLength = 100_000

export const maxVisitorFiles = 10

/** Of one file, and of all files of one message together. */
export const maxVisitorFileBytes = 25 * 1024 * 1024

export const VisitorField = z.enum(['name', 'email', 'phone'])
export type VisitorField = z.infer<typeof VisitorField>

/** Who is there. Sent when it changes; also part of the settings, for before there is a connection. */
export const WebchatPresence = z.object({
  /** Who is at work now, as far as the company shows names: at most five, given names as staff set them. */
  staff: z.array(z.object({ name: z.string() })),
  /** Somebody is at work now. */
  isOpenNow: z.boolean(),
  /** How soon an answer may be expected; null when the company does not say. */
  answersWithinMs: z.number().int().nullable(),
})
export type WebchatPresence = z.infer<typeof WebchatPresence>

export const WebchatSettings = z
  .object({
    channelId: Id,
    /** Whom one talks to: the head of the panel. */
    title: z.string(),
    /** Shown before anything is said; plain text, may be empty. */
    greeting: z.string(),
    /** `#rrggbb`. */
    accent: z.string(),
    side: z.enum(['start', 'end']),
    theme: z.enum(['auto', 'light', 'dark']),
    maxTextLength: z.number().int(),
    takesFiles: z.boolean(),
    /** The team sees on which page the visitor is; false: nothing of pages is to be sent. */
    showsPages: z.boolean(),
    maxFiles: z.number().int(),
    maxFileBytes: z.number().int(),
    /** What the visitor may tell about themselves; all of it optional, always. */
    asksFor: z.array(VisitorField),
    /** Replies that were not seen go on by mail, once there is an address. */
    goesOnByMail: z.boolean(),
    presence: WebchatPresence,
  })
  .meta({ id: 'WebchatSettings' })
export type WebchatSettings = z.infer<typeof WebchatSettings>

export const VisitorAttachment = z
  .object({
    id: Id,
    name: z.string(),
    mediaType: z.string().describe('Sniffed from the bytes.'),
    sizeBytes: z.number().int(),
    url: z.string().describe('Relative to the server; wants the visitor token in its header.'),
    withheld: z
      .enum(['waiting', 'infected'])
      .optional()
      .describe('Nobody gets its bytes: it is still scanned for malware, or it is infected.'),
  })
  .meta({ id: 'VisitorAttachment' })
export type VisitorAttachment = z.infer<typeof VisitorAttachment>

export const VisitorMessage = z
  .object({
    id: Id,
    /** Rises along the thread. Sort by it; it means nothing else. */
    place: z.number().int(),
    /** As given by this session when it sent it; null for all others. */
    echoId: z.string().nullable(),
    /** Written by the customer, on whatever device or channel. */
    isMine: z.boolean(),
    /** Who of the team wrote it; null for the customer's own. */
    author: z.string().nullable(),
    authorPhotoUrl: z
      .string()
      .optional()
      .describe('Their photo, where the channel shows names and photos. Relative to the server.'),
    text: z.string(),
    attachments: z.array(VisitorAttachment),
    at: Time,
    /** By which kind of channel it came or went: `webchat`, `email`, … */
    via: z.string(),
    /** Of the customer's own: it stands on the team's thread; somebody of the team has seen it. Null for the team's. */
    state: z.enum(['delivered', 'seen']).nullable(),
  })
  .meta({ id: 'VisitorMessage' })
export type VisitorMessage = z.infer<typeof VisitorMessage>

/** Where answers go when the visitor has left. */
export const VisitorReach = z.object({
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** The address was proven or vouched for by the host, not merely typed. */
  isProven: z.boolean(),
})
export type VisitorReach = z.infer<typeof VisitorReach>

export const VisitorSession = z
  .object({
    /** `anonymous`: known by this device only. `signed-in`: the host's token said who it is. */
    standing: z.enum(['anonymous', 'signed-in']),
    /** Until when a sign-in holds; then it is `session_over`, and the host identifies the visitor anew. */
    signedInUntil: Time.nullable(),
    reach: VisitorReach,
    unread: z.number().int(),
  })
  .meta({ id: 'VisitorSession' })
export type VisitorSession = z.infer<typeof VisitorSession>

const tag = 'Web chat'

const Params = z.object({ channelId: Id })

export const getWebchat = route({
  method: 'GET',
  path: '/webchat/:channelId',
  tag,
  summary: 'What a widget needs before anybody has said anything; stores nothing',
  access: 'public',
  params: Params,
  response: WebchatSettings,
  status: 200,
  problems: ['not_found', 'origin_not_allowed'],
})

export const getVisitorSession = route({
  method: 'GET',
  path: '/webchat/:channelId/session',
  tag,
  summary: 'Who the visitor is here',
  access: 'public',
  params: Params,
  response: VisitorSession,
  status: 200,
  problems: ['not_found', 'origin_not_allowed', 'unauthenticated', 'session_over'],
})

export const endVisitorSession = route({
  method: 'DELETE',
  path: '/webchat/:channelId/session',
  tag,
  summary: 'Log out: the token never works again, its connections are closed',
  description: 'Also answers 204 for a token that was never used or has ended: there is nothing left to end.',
  access: 'public',
  params: Params,
  status: 204,
  problems: ['not_found', 'origin_not_allowed', 'unauthenticated'],
})

export const identifyVisitor = route({
  method: 'POST',
  path: '/webchat/:channelId/identification',
  tag,
  summary: 'Say who the visitor is, by a token that the host site signed',
  description:
    'A JWT signed with HS256 or RS256 by the key in the channel’s settings: `sub` (the account id) and `exp` are required; ' +
    '`iat`, `nbf`, `name`, `email`, `email_verified`, `phone`, `phone_number_verified`, `aud` (the channel id, when given) and `jti` are read. ' +
    'A token with a `jti` serves one device only. What was said on this device before joins the account. ' +
    '`identity_refused`: the token is wrong or too old, and the session stays what it was. `other_account`: this ' +
    'device talked for another account; make a new visitor token and identify that one.',
  access: 'public',
  params: Params,
  body: z.object({ identityToken: z.string().min(1).max(8192) }),
  example: { identityToken: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjdXN0b21lci0xMDQyIn0.c2lnbmF0dXJl' },
  response: VisitorSession,
  status: 200,
  problems: ['not_found', 'origin_not_allowed', 'identity_refused', 'other_account', 'session_over', 'unauthenticated'],
})

export const giveReach = route({
  method: 'PUT',
  path: '/webchat/:channelId/reach',
  tag,
  summary: 'Give a name or an address to answer to: a claim, which finds no customer and shows nothing',
  description: 'What is left out stays, null takes it away. The session has to exist: say something first.',
  access: 'public',
  params: Params,
  body: z.object({
    name: Name.nullable().optional(),
    email: z.email().max(320).nullable().optional(),
    phone: humanText(50).trim().min(3).nullable().optional(),
  }),
  example: { name: 'Robin', email: 'robin@example.com' },
  response: VisitorSession,
  status: 200,
  problems: ['not_found', 'origin_not_allowed', 'unauthenticated', 'session_over', 'forbidden'],
})

export const listVisitorMessages = route({
  method: 'GET',
  path: '/webchat/:channelId/messages',
  tag,
  summary: 'The newest messages, or those before a cursor',
  access: 'public',
  params: Params,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    before: Cursor.optional().describe('`earlier` of the page that is shown.'),
  }),
  response: z.object({
    items: z.array(VisitorMessage).describe('Oldest first.'),
    earlier: Cursor.nullable().describe('null: the first message is among these.'),
    streamCursor: Cursor.describe('Where to go on live so that nothing after this page is missed.'),
    unread: z.number().int().describe('Messages of the team that were not seen on any device.'),
    firstUnreadId: Id.nullable().describe('The oldest of them, as far as it is on this page.'),
  }),
  status: 200,
  problems: ['not_found', 'origin_not_allowed', 'unauthenticated', 'session_over', 'invalid_cursor'],
})

export const NewVisitorMessage = z.object({
  echoId: z.string().min(1).max(100).describe('Made by the widget, new for each message, the same on each attempt.'),
  text: humanText(maxVisitorTextLength).default(''),
  attachmentIds: z.array(Id).max(maxVisitorFiles).default([]).describe('Of `uploadVisitorFile`, each used once.'),
  page: humanText(2000).optional().describe('Where it was written: origin and path, no query. Staff see it.'),
  locale: humanText(35).optional().describe('The language of the widget, as in `de` or `pt-BR`.'),
})
export type NewVisitorMessage = z.infer<typeof NewVisitorMessage>

export const sendVisitorMessage = route({
  method: 'POST',
  path: '/webchat/:channelId/messages',
  tag,
  summary: 'Say something; 201 the first time, 200 with the same message for the same echoId',
  access: 'public',
  params: Params,
  body: NewVisitorMessage,
  example: { echoId: 'b7f1c2', text: 'Where is my lamp?', page: 'https://shop.example.com/orders' },
  response: VisitorMessage,
  status: 201,
  repeatKey: 'echoId',
  problems: ['not_found', 'origin_not_allowed', 'unauthenticated', 'session_over', 'forbidden'],
})

export const uploadVisitorFile = route({
  method: 'POST',
  path: '/webchat/:channelId/files',
  tag,
  summary: 'Upload a file to send; the body is the bytes, the name is in the query',
  description: `Any content type. At most ${maxVisitorFiles} files wait unsent; more are refused with \`too_many_files\`.`,
  access: 'public',
  params: Params,
  query: z.object({ name: FileName }),
  upload: true,
  response: VisitorAttachment,
  status: 201,
  problems: [
    'not_found',
    'origin_not_allowed',
    'session_over',
    'too_large',
    'too_many_files',
    'unauthenticated',
    'forbidden',
  ],
})

export const downloadVisitorFile = route({
  method: 'GET',
  path: '/webchat/:channelId/files/:fileId',
  tag,
  summary: 'The bytes of a file of a message that this visitor may see, or of their own upload',
  access: 'public',
  params: Params.extend({ fileId: Id }),
  status: 200,
  problems: ['not_found', 'conflict', 'origin_not_allowed', 'unauthenticated', 'session_over', 'upstream_failed'],
})
