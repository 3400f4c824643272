import { IdParams } from '../primitives.ts'
import { route } from '../route.ts'
import { Issue } from './issues.ts'

export const mostFollowers = 100

const tag = 'Issues'

export const followIssue = route({
  method: 'PUT',
  path: '/issues/:id/following',
  tag,
  summary: 'Follow an issue: you are notified of what happens on it, also when it is assigned to somebody else',
  access: 'issues.read',
  params: IdParams,
  response: Issue,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const unfollowIssue = route({
  method: 'DELETE',
  path: '/issues/:id/following',
  tag,
  summary: 'Follow an issue no more',
  access: 'issues.read',
  params: IdParams,
  response: Issue,
  status: 200,
  problems: ['not_found'],
})
