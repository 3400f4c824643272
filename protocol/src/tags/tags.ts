import { z } from 'zod'
import { fieldWords } from '../http/field-words.ts'
import { humanText, Id, IdParams, nameText, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { asMessage } from '../words.ts'

export const tagColours = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'indigo',
  'purple',
  'pink',
] as const

/** Names of colours rather than values: each has a shade that can be read in the light and in the dark. */
export const TagColour = z.enum(tagColours)
export type TagColour = z.infer<typeof TagColour>

/** What an issue shows of a tag. */
export const TagBrief = z.object({ id: Id, name: z.string(), colour: TagColour })
export type TagBrief = z.infer<typeof TagBrief>

export const Tag = TagBrief.extend({
  description: z.string(),
  archived: z.boolean().describe('It stays on the issues that have it, and is offered for no other.'),
  mergedIds: z.array(Id).describe('Tags that were merged into this one: their issues have this one now.'),
  createdAt: Time,
  updatedAt: Time,
}).meta({ id: 'Tag' })
export type Tag = z.infer<typeof Tag>

/** What the same name is, however it is written: two tags that read alike are one. Empty: nothing of it can be seen. */
export function tagKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** An installation has this many at most, archived ones included. */
export const mostTags = 5000
export const mostTagsOnIssue = 100

const TagName = nameText(60)
  .overwrite((name) => name.replaceAll(/[\s\p{Cc}]+/gu, ' '))
  .trim()
  .min(1)
  .refine((name) => tagKey(name) !== '', asMessage(fieldWords.nothing_visible()))

const Description = humanText(500).trim()

const tag = 'Tags'

export const listTags = route({
  method: 'GET',
  path: '/tags',
  tag,
  summary: 'Every tag by name, archived ones too',
  access: 'issues.read',
  response: z.object({ items: z.array(Tag) }),
  status: 200,
})

export const createTag = route({
  method: 'POST',
  path: '/tags',
  tag,
  summary: 'Add a tag; two names that differ in case or in form alone are the same',
  access: 'tags.manage',
  body: z.object({
    name: TagName,
    colour: TagColour.default('gray'),
    description: Description.default(''),
  }),
  example: { name: 'Refund', colour: 'orange', description: 'Somebody wants their money back.' },
  response: Tag,
  status: 201,
  problems: ['already_exists', 'conflict'],
})

export const updateTag = route({
  method: 'PATCH',
  path: '/tags/:id',
  tag,
  summary: 'Rename a tag, describe it, archive it or take it out of the archive; its issues keep it',
  access: 'tags.manage',
  params: IdParams,
  body: z.object({
    name: TagName.optional(),
    colour: TagColour.optional(),
    description: Description.optional(),
    archived: z.boolean().optional(),
    was: z
      .object({ updatedAt: Time })
      .optional()
      .describe('What you saw: where it is another by now, nothing is changed and the answer is `conflict`.'),
  }),
  example: { name: 'Refunds', archived: false },
  response: Tag,
  status: 200,
  problems: ['not_found', 'already_exists', 'conflict'],
})

export const deleteTag = route({
  method: 'DELETE',
  path: '/tags/:id',
  tag,
  summary: 'Delete a tag: no issue shows it any more, until it is restored',
  access: 'tags.manage',
  params: IdParams,
  status: 204,
  problems: ['not_found'],
})

export const restoreTag = route({
  method: 'POST',
  path: '/tags/:id/restoration',
  tag,
  summary: 'Undo that a tag was deleted: its issues have it again',
  access: 'tags.manage',
  params: IdParams,
  response: Tag,
  status: 200,
  problems: ['not_found', 'already_exists', 'conflict'],
})

export const mergeTags = route({
  method: 'POST',
  path: '/tags/:id/merges',
  tag,
  summary: 'Merge another tag into this one: its issues have this one from now on',
  access: 'tags.manage',
  params: IdParams,
  body: z.object({ otherTagId: Id }),
  example: { otherTagId: '01941f29-7c00-7aaa-8bbb-0123456789ab' },
  response: Tag,
  status: 201,
  problems: ['not_found', 'conflict'],
})

export const undoTagMerge = route({
  method: 'POST',
  path: '/tags/:id/merges/undo',
  tag,
  summary: 'Undo a merge of tags: the other one is a tag of its own again, with the issues that it had',
  access: 'tags.manage',
  params: IdParams,
  body: z.object({ otherTagId: Id }),
  example: { otherTagId: '01941f29-7c00-7aaa-8bbb-0123456789ab' },
  response: Tag,
  status: 200,
  problems: ['not_found', 'conflict', 'already_exists'],
})
