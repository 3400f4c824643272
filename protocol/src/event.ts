import type { z } from 'zod'

/** One kind of event: what it means, and what it carries. Recording, the feed of changes and webhooks all use it. */
export interface EventContract<Data extends z.ZodObject = z.ZodObject, Adds extends z.ZodRawShape = z.ZodRawShape> {
  /** One line: what has happened. */
  summary: string
  /** The first version that records it. */
  since: string
  /** What is recorded with it. */
  data: Data
  /** What is read and added when the event is sent or listed, as it is at that time; it is not stored with the event. */
  adds: Adds
}

/** Declares an event and keeps its exact types. */
// oxlint-disable-next-line typescript/no-generated-empty-object-type -- nothing is added unless it is said
export function event<Data extends z.ZodObject, Adds extends z.ZodRawShape = Record<never, never>>(
  contract: Omit<EventContract<Data, Adds>, 'adds'> & { adds?: Adds },
): EventContract<Data, Adds> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- left out is the default of the type
  return { adds: {} as Adds, ...contract }
}
