import { defineWords } from '@throughline/protocol/words.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import {
  ChannelError,
  type ChannelAdapter,
  type ChannelContext,
  type ConnectionHost,
  type InboundMessageEvent,
  type Running,
} from '../../src/channels/contract.ts'
import { wordingOf } from '../../src/lib/errors.ts'
import type { AddressRules } from '../../src/lib/safe-address.ts'
import { safeFetch } from '../../src/lib/safe-fetch.ts'

/** The channel of the guide “add a channel”: a post that is asked for what came, and given what goes. */
const PigeonSettings = z.strictObject({
  server: z.url({ protocol: /^https?$/ }).meta({ title: 'Server', description: 'Where the pigeon post is reached.' }),
  token: z.string().min(1).meta({ title: 'Token', description: 'From your account at the post.' }),
})
type PigeonSettings = z.infer<typeof PigeonSettings>

const pigeonWords = defineWords('pigeon', {
  no_notes: () => 'That is no bundle of notes.',
  unknown_token: () => 'The post does not know the token.',
  busy: () => 'The post is busy.',
  refused: ({ said }: { said: string }) => `The post did not take it: ${said}`,
  asked: () => 'The post was asked and has answered.',
})

export function createPigeonAdapter(rules: AddressRules & { everyMs?: number } = {}): ChannelAdapter<PigeonSettings> {
  return {
    kind: 'pigeon',
    name: 'Pigeon post',
    description: 'Short notes, by bird.',
    icon: 'message',
    identityKinds: ['ring'],
    capabilities: {
      richText: false,
      attachments: null,
      subject: false,
      cc: false,
      receipts: false,
      typing: false,
      live: false,
      maxTextLength: 500,
    },
    settings: PigeonSettings,
    secretSettings: [{ path: 'token', boundTo: ['server'] }],
    async receive(request) {
      return notesIn(request.body).map(eventOf)
    },
    async send(message, context) {
      const note = { ring: message.to.value, text: message.text }
      const answer = await call(rules, context, '/notes', note, { 'idempotency-key': message.idempotencyKey })
      return { providerId: Sent.parse(answer).id, state: 'sent' }
    },
    connect: (context, host) => watch(rules, context, host),
    isReadByOneNode: () => true,
  }
}

const Note = z.object({ id: z.string(), ring: z.string(), name: z.string().nullable(), text: z.string() })
type Note = z.infer<typeof Note>
const Notes = z.array(Note)
const Sent = z.object({ id: z.string() })

function notesIn(body: Uint8Array): Note[] {
  try {
    return Notes.parse(JSON.parse(new TextDecoder().decode(body)))
  } catch (error) {
    throw new ChannelError('malformed', 'no_notes', pigeonWords.no_notes(), { cause: error })
  }
}

function eventOf(note: Note): InboundMessageEvent {
  return {
    type: 'message',
    providerId: note.id,
    // A ring can be borrowed: the post says whose it is, and nobody has proven it.
    from: { kind: 'ring', value: note.ring, name: note.name, assurance: 'asserted', scope: 'channel' },
    text: note.text,
    reference: null,
    quotes: [],
    replyToken: null,
    issueRef: null,
    subject: null,
    html: null,
    content: { type: 'text' },
    attachments: [],
    occurredAt: null,
    automatic: false,
    opens: 'issue',
  }
}

async function call(
  rules: AddressRules,
  { channel }: ChannelContext<PigeonSettings>,
  path: string,
  given?: object,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const { server, token } = channel.settings
  const { status, body } = await safeFetch(new URL(path, server).href, {
    ...rules,
    method: given ? 'POST' : 'GET',
    headers: { ...headers, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(given ? { body: JSON.stringify(given) } : {}),
  }).catch((error: unknown) => {
    throw new ChannelError('retryable', 'unreachable', wordingOf(error), { cause: error })
  })
  if (status === 401) throw new ChannelError('credentials', '401', pigeonWords.unknown_token())
  if (status >= 500) throw new ChannelError('retryable', `${status}`, pigeonWords.busy(), { retryAfterMs: 30_000 })
  if (status >= 400) throw new ChannelError('permanent', `${status}`, pigeonWords.refused({ said: body.toString() }))
  return JSON.parse(body.toString())
}

async function watch(
  { everyMs = 5000, ...rules }: AddressRules & { everyMs?: number },
  context: ChannelContext<PigeonSettings>,
  host: ConnectionHost,
): Promise<Running> {
  const over = new AbortController()

  async function ask(): Promise<void> {
    const after = z
      .string()
      .nullable()
      .parse(await context.state.read('after'))
    const notes = Notes.parse(await call(rules, context, after === null ? '/notes' : `/notes?after=${after}`))
    const last = notes.at(-1)
    if (last === undefined) return
    // In this order: what is handed over twice after a crash is known by its id, what is skipped is lost.
    await host.ingest({ body: Buffer.from(JSON.stringify(notes)), headers: {}, url: '' })
    await context.state.write('after', last.id)
  }

  async function askForEver(): Promise<void> {
    while (!over.signal.aborted) {
      try {
        await ask()
        host.report({ state: 'ok', ...pigeonWords.asked() })
      } catch (error) {
        host.report({ state: 'failing', ...wordingOf(error) })
      }
      await delay(everyMs, undefined, { signal: over.signal }).catch(() => undefined)
    }
  }

  const asking = askForEver()
  return {
    async stop() {
      over.abort()
      await asking
    },
  }
}
