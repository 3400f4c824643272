import { IdParams } from '../primitives.ts'
import { route } from '../route.ts'
import { Issue } from './issues.ts'

/** Spam and the trash: what only a list of its own shows. */
const tag = 'Issues'

export const markSpam = route({
  method: 'PUT',
  path: '/issues/:id/spam',
  tag,
  summary: 'Mark an issue as spam: it is resolved, and only the list of spam shows it',
  description:
    'Nothing is learnt from it, and the sender is not blocked. What they write from now on is another issue; to keep it out, block the address.',
  access: 'issues.write',
  params: IdParams,
  response: Issue,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const unmarkSpam = route({
  method: 'DELETE',
  path: '/issues/:id/spam',
  tag,
  summary: 'It was no spam: the issue stands as it did before',
  access: 'issues.write',
  params: IdParams,
  response: Issue,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const trashIssue = route({
  method: 'PUT',
  path: '/issues/:id/trash',
  tag,
  summary: 'Move an issue to the trash: it is resolved, and only the list of the trash shows it',
  description:
    'Nothing is deleted. Its snooze stops, and a scheduled reply whose time comes is held back. What has been sent leaves ' +
    'all the same. An answer of the customer to one of its messages brings it back.',
  access: 'issues.write',
  params: IdParams,
  response: Issue,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const restoreIssue = route({
  method: 'DELETE',
  path: '/issues/:id/trash',
  tag,
  summary: 'Take an issue out of the trash: it stands as it did before',
  access: 'issues.write',
  params: IdParams,
  response: Issue,
  status: 200,
  problems: ['not_found', 'conflict'],
})
