import { z } from 'zod'
import { Id, IdParams, Time } from '../primitives.ts'
import { route } from '../route.ts'

/** An issue of another customer that belongs to this one: one of the two answers a mail that we sent in the other. */
export const IssueLink = z
  .object({
    issue: z.object({ id: Id, number: z.number().int(), subject: z.string() }),
    customer: z.object({ id: Id, name: z.string().nullable() }),
    wasAnswered: z.boolean().describe('The mail that was answered is of this issue; else it is of the other one.'),
    entryId: Id.describe('What answers.'),
    at: Time,
  })
  .meta({ id: 'IssueLink' })
export type IssueLink = z.infer<typeof IssueLink>

export const listIssueLinks = route({
  method: 'GET',
  path: '/issues/:id/links',
  tag: 'Issues',
  summary: 'Issues of other customers that belong to this one',
  access: 'issues.read',
  params: IdParams,
  response: z.object({ items: z.array(IssueLink) }),
  status: 200,
  problems: ['not_found'],
})
