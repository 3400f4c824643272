import { createHash } from 'node:crypto'
import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { z } from 'zod'
import { ChannelError, type ProviderRequest } from '../../../contract.ts'

// The shapes of what Meta hands in. Only what is used is named, and what is of another shape is left out: Meta adds
// fields and types without notice, and one odd member must not take the rest of a request along.
// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference

const text = z.string().catch('')
/** Ids and times are texts in some webhooks and numbers in others. */
const textOrNumber = z.union([z.string(), z.number().transform(String)]).catch('')

export const Failure = z
  .object({
    code: textOrNumber,
    title: text,
    message: text,
    error_data: z.object({ details: text }).catch({ details: '' }),
  })
  .transform(({ code, title, message, error_data: { details } }) => ({ code, said: details || message || title }))
export type Failure = z.infer<typeof Failure>
const failures = z.array(z.unknown()).catch([]).transform(readAll(Failure))

export const Contact = z.object({
  profile: z.object({ name: text, username: text }).catch({ name: '', username: '' }),
  wa_id: text,
  user_id: text,
})
export type Contact = z.infer<typeof Contact>

/** The values of changes that are about one number: messages, statuses, calls, echoes, history. */
export const NumberValue = z.object({
  metadata: z
    .object({ display_phone_number: text, phone_number_id: textOrNumber })
    .catch({ display_phone_number: '', phone_number_id: '' }),
  contacts: z.array(z.unknown()).catch([]).transform(readAll(Contact)),
  errors: failures,
})
export type NumberValue = z.infer<typeof NumberValue>

const Change = z.object({ field: z.string(), value: z.record(z.string(), z.unknown()) })
const Entry = z.object({ id: textOrNumber, time: z.unknown().optional(), changes: z.array(z.unknown()) })
const Body = z.object({ object: z.string(), entry: z.array(z.unknown()) })

export interface WebhookChange {
  field: string
  value: Record<string, unknown>
  /** A name for what has none of its own: the same when the request comes again. */
  digest: string
  /** When Meta noted it; null where it does not say. */
  time: Date | null
}

/** Everything in a request; null stands for a member that is no change. */
export function changesIn({ body }: ProviderRequest): (WebhookChange | { odd: string })[] {
  const parsed = Body.safeParse(parseJson(body))
  if (!parsed.success || parsed.data.object !== 'whatsapp_business_account') throw notOurs()
  return parsed.data.entry.flatMap((one) => {
    const entry = Entry.safeParse(one)
    if (!entry.success) return [{ odd: digestOf(one) }]
    const { id, time, changes } = entry.data
    return changes.map((member) => {
      const change = Change.safeParse(member)
      if (!change.success) return { odd: digestOf([id, time, member]) }
      return { ...change.data, digest: digestOf([id, time, member]), time: timeOf(time) }
    })
  })
}

function notOurs(cause?: unknown): ChannelError {
  return new ChannelError('malformed', 'no_webhook', whatsappWords.not_json(), { cause })
}

/** PostgreSQL holds neither U+0000 nor lone surrogates. */
function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body), (_key, value: unknown) =>
      typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
    )
  } catch (error) {
    throw notOurs(error)
  }
}

export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

/** A provider id has at most 500 characters; of a longer one the digest tells it apart. */
export function shortId(id: string): string {
  return id.length <= 450 ? id : `${id.slice(0, 300).toWellFormed()}…${digestOf(id)}`
}

/** Seconds since 1970, as a text or a number. */
export function timeOf(seconds: unknown): Date | null {
  const count = typeof seconds === 'string' && /^\d{1,12}$/.test(seconds) ? Number(seconds) : seconds
  if (typeof count !== 'number' || !Number.isFinite(count) || count <= 0) return null
  const time = new Date(count * 1000)
  return Number.isNaN(time.getTime()) ? null : time
}

/** The members that have the shape, without the others. */
export function readAll<Shape extends z.ZodType>(shape: Shape): (members: unknown[]) => z.output<Shape>[] {
  return (members) =>
    members.flatMap((member) => {
      const read = shape.safeParse(member)
      return read.success ? [read.data] : []
    })
}
