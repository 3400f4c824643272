import { z } from 'zod'
import { byDomain, joinByName, type Domain } from './domain.ts'
import * as domains from './domains.ts'
import type { EventContract } from './event.ts'
import { Id, Time } from './primitives.ts'

type EventsOf<D> = D extends { events: infer E } ? E : never
type Joined<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer All) => void ? All : never
type Events = Joined<EventsOf<(typeof domains)[keyof typeof domains]>>
export type EventType = keyof Events

/** Every event there is, by its type, as its domain declares it. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- joined of the same declarations as the type
export const events = joinByName(
  'The event',
  byDomain<Domain>(domains).map(([name, { events: own = {} }]) => [name, own] as const),
) as unknown as Events

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets what it knew
export const eventTypes = Object.keys(events) as [EventType, ...EventType[]]

export const EventType = z.enum(eventTypes)

/** What is recorded with an event of this type. */
export type EventData<T extends EventType> = z.infer<Events[T]['data']>

/** What the event carries in the feed and in webhooks. */
export type SentData<T extends EventType> = EventData<T> & z.infer<z.ZodObject<Events[T]['adds']>>

/** An event in the feed and in webhooks. */
export type Change = { [T in EventType]: Envelope & { type: T; data: SentData<T> } }[EventType]

interface Envelope {
  id: string
  at: string
  customerId: string | null
  issueId: string | null
  entryId: string | null
}

function changeOf(type: string, { summary, data, adds }: EventContract) {
  return z
    .object({
      id: Id.describe('The same in the feed and in every webhook.'),
      type: z.literal(type),
      at: Time,
      customerId: Id.nullable().describe('The customer whom it is about.'),
      issueId: Id.nullable(),
      entryId: Id.nullable(),
      data: data.extend(adds),
    })
    .describe(`${summary}.`)
    .meta({ id: changeName(type) })
}

/** `entry.appended` → `EntryAppendedChange` */
function changeName(type: string): string {
  const words = type.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return `${words.join('')}Change`
}

/** The schema of each type of event in the feed and in webhooks, by its type. */
export const changes: Readonly<Record<string, ReturnType<typeof changeOf>>> = Object.fromEntries(
  Object.entries(events).map(([type, contract]) => [type, changeOf(type, contract)]),
)

const [first, ...others] = Object.values(changes)

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of the contracts that the type is made of
export const Change = z
  .discriminatedUnion('type', [first!, ...others])
  .meta({ id: 'Change' }) as unknown as z.ZodType<Change>

/** Why the data does not fit the type of event, unknown fields included; null when it fits. */
export function whyNoEvent(type: string, data: unknown): string | null {
  return whyUnfit(type, data, exactData)
}

/** Why the data of an event cannot be read; null when it can. A newer version may have added fields. */
export function whyUnreadable(type: string, data: unknown): string | null {
  return whyUnfit(type, data, readableData)
}

function whyUnfit(type: string, data: unknown, schemas: ReadonlyMap<string, z.ZodObject>): string | null {
  const schema = schemas.get(type)
  if (!schema) return `There is no event of the type ${type}.`
  const { error } = schema.safeParse(data)
  return error ? `The data of ${type} does not fit: ${error.issues.map(sentenceOf).join('; ')}.` : null
}

// Made once: zod compiles a schema at its first use, which takes a thousand times as long as using it.
const readableData = new Map(Object.entries(events).map(([type, { data }]) => [type, data as z.ZodObject]))
const exactData = new Map([...readableData].map(([type, data]) => [type, data.strict()]))

const sentenceOf = ({ path, message }: z.core.$ZodIssue): string => `${path.join('.') || 'data'}: ${message}`
