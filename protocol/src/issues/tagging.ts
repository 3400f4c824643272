import { z } from 'zod'
import { Id, IdParams } from '../primitives.ts'
import { route } from '../route.ts'
import { mostTagsOnIssue } from '../tags/tags.ts'
import { Issue } from './issues.ts'

const Some = z.array(Id).max(mostTagsOnIssue).default([])

/** What is there already, or gone already, changes nothing; so of two people who tag at once, both are right. */
export const TagChange = z.object({ add: Some.describe('Ids of tags.'), remove: Some.describe('Ids of tags.') })
export type TagChange = z.infer<typeof TagChange>

export const tagIssue = route({
  method: 'POST',
  path: '/issues/:id/tags',
  tag: 'Issues',
  summary: `Add tags to an issue and remove some; it has ${mostTagsOnIssue} at most`,
  access: 'issues.write',
  params: IdParams,
  body: TagChange,
  example: { add: ['01941f29-7c00-7aaa-8bbb-0123456789ab'] },
  response: Issue,
  status: 200,
  problems: ['not_found', 'conflict'],
})
