import { fieldWords } from '../http/field-words.ts'
import { customIssue } from '../http/issue-wording.ts'
import { asMessage } from '../words.ts'
import { z } from 'zod'
import { humanText, Id, IdParams, Name, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { unknownVariables } from './variables.ts'

/** A text that is written again and again. `{{customer.name}}` and the like are filled in when it is used. */
export const SavedReply = z
  .object({
    id: Id,
    name: z.string(),
    shortcut: z.string().nullable().describe('What finds it at once when it is typed after a slash.'),
    text: z.string(),
    html: z.string().describe('The same as rich text; empty when it was written plain.'),
    ownerId: Id.nullable().describe("Null: everybody's. Else only this person sees it."),
    updatedAt: Time,
  })
  .meta({ id: 'SavedReply' })
export type SavedReply = z.infer<typeof SavedReply>

const Text = humanText(50_000)
  .min(1)
  .superRefine((text, context) => {
    for (const name of unknownVariables(text)) {
      context.addIssue(customIssue(fieldWords.unknown_variable({ name })))
    }
  })

const Shortcut = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, asMessage(fieldWords.shortcut()))
  .nullable()

const Html = humanText(200_000)

const tag = 'Saved replies'

export const listSavedReplies = route({
  method: 'GET',
  path: '/saved-replies',
  tag,
  summary: "Everybody's saved replies and your own, by name",
  access: 'thread.write',
  response: z.object({ items: z.array(SavedReply) }),
  status: 200,
})

export const createSavedReply = route({
  method: 'POST',
  path: '/saved-replies',
  tag,
  summary: 'Save a reply for yourself, or for everybody (which needs the permission replies.manage)',
  access: 'thread.write',
  body: z.object({
    name: Name,
    shortcut: Shortcut.default(null),
    text: Text,
    html: Html.default(''),
    shared: z.boolean().default(false),
  }),
  example: { name: 'Sent', shortcut: 'sent', text: 'Dear {{customer.name}}, your lamp is on its way.', shared: true },
  response: SavedReply,
  status: 201,
  problems: ['already_exists', 'forbidden'],
})

export const updateSavedReply = route({
  method: 'PATCH',
  path: '/saved-replies/:id',
  tag,
  summary: 'Change a saved reply, or whose it is',
  access: 'thread.write',
  params: IdParams,
  body: z.object({
    name: Name.optional(),
    shortcut: Shortcut.optional(),
    text: Text.optional(),
    html: Html.optional(),
    shared: z.boolean().optional(),
    was: z
      .object({ updatedAt: Time })
      .optional()
      .describe('What you saw: where it is another by now, nothing is changed and the answer is `conflict`.'),
  }),
  example: { name: 'Sent today', was: { updatedAt: '2026-03-02T08:00:00.000Z' } },
  response: SavedReply,
  status: 200,
  problems: ['not_found', 'already_exists', 'forbidden', 'conflict'],
})

export const deleteSavedReply = route({
  method: 'DELETE',
  path: '/saved-replies/:id',
  tag,
  summary: 'Remove a saved reply; what was sent with it stays',
  access: 'thread.write',
  params: IdParams,
  status: 204,
  problems: ['not_found', 'forbidden'],
})
