import { z } from 'zod'

/** A day, or a time by the clock of a place. */
const CalendarMoment = z.object({
  date: z.string().describe('2026-12-03'),
  time: z.string().nullable().describe('14:30; null for a whole day'),
  zone: z.string().nullable().describe('As the sender names it, such as Europe/Berlin; UTC; null for the reader’s own'),
})

/** An event in a calendar file that came with a mail. All of it is the sender’s word. */
export const CalendarEvent = z.object({
  method: z.enum(['request', 'reply', 'cancel', 'publish', 'counter', 'add', 'refresh', 'declinecounter']),
  uid: z.string(),
  title: z.string(),
  start: CalendarMoment.nullable(),
  end: CalendarMoment.nullable(),
  where: z.string(),
  description: z.string(),
  organiser: z.string(),
  people: z.array(z.object({ name: z.string(), answer: z.enum(['yes', 'no', 'maybe']).nullable() })),
  isCancelled: z.boolean(),
  repeats: z.boolean(),
})
export type CalendarEvent = z.infer<typeof CalendarEvent>

/** A vCard that came with a mail. All of it is the sender’s word: it proves no address. */
export const ContactCard = z.object({
  name: z.string(),
  organisation: z.string(),
  title: z.string(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  addresses: z.array(z.string()),
})
export type ContactCard = z.infer<typeof ContactCard>

/** That a mail, or a part of it, cannot be read here. */
export const Encrypted = z.object({
  scheme: z.enum(['smime', 'pgp']),
  keys: z
    .array(z.string())
    .describe('The keys that open it, as the mail names them: an id, or an issuer and a serial number'),
})
export type Encrypted = z.infer<typeof Encrypted>
