import { z } from 'zod'
import { humanText, IdParams, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Author } from './author.ts'
import { Entry } from './entry.ts'
import { maxTextLength } from './writing.ts'

const tag = 'Thread'

/** What a note or a message said, and who wrote it so. */
export const EntryVersion = z.object({ text: z.string(), at: Time, by: Author }).meta({ id: 'EntryVersion' })
export type EntryVersion = z.infer<typeof EntryVersion>

export const listEntryVersions = route({
  method: 'GET',
  path: '/entries/:id/versions',
  tag,
  summary: 'What an entry said first, and each edit since, oldest first',
  access: 'thread.read',
  params: IdParams,
  response: z.object({ items: z.array(EntryVersion) }),
  status: 200,
  problems: ['not_found'],
})

export const editEntry = route({
  method: 'POST',
  path: '/entries/:id/edits',
  tag,
  summary: 'Correct a note: a further entry that refers to the first',
  description:
    'Your own with thread.write; a note that another wrote needs notes.manage as well, and names you as its editor.',
  access: 'thread.write',
  params: IdParams,
  body: z.object({ text: humanText(maxTextLength).min(1) }),
  example: { text: 'She wants the lamp in green, not in blue.' },
  response: Entry,
  status: 201,
  problems: ['not_found', 'conflict'],
})

export const deleteEntry = route({
  method: 'POST',
  path: '/entries/:id/deletion',
  tag,
  summary: 'Delete a note: a further entry that refers to the first',
  description: 'Your own with thread.write; a note that another wrote needs notes.manage as well.',
  access: 'thread.write',
  params: IdParams,
  body: z.object({ reason: humanText(1000).default('') }),
  example: { reason: 'It was about another customer.' },
  response: Entry,
  status: 201,
  problems: ['not_found', 'conflict'],
})
