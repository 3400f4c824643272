import { z } from 'zod'
import { Id, IdParams, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'

const State = z
  .enum(['waiting', 'set_aside'])
  .describe('`waiting`: it is tried again by itself. `set_aside`: it failed too often, and waits for a person.')

/** One event at which one reaction failed, or which waits behind such an event of the same subject. */
export const FailedReaction = z
  .object({
    id: Id,
    reaction: z.string().describe('What should follow from the event, such as `notifyStaff`.'),
    eventId: Id,
    eventType: z.string(),
    eventAt: Time,
    customerId: Id.nullable().describe('Whom the event is about.'),
    issueId: Id.nullable(),
    entryId: Id.nullable(),
    state: State,
    tries: z.number().int().describe('How often it has failed. 0: it waits behind another event of its customer.'),
    error: z.string().nullable().describe('The beginning of what the last failure said.'),
    failedAt: Time.describe('When it failed first.'),
    nextTryAt: Time.nullable().describe('Null when it is set aside.'),
    setAsideAt: Time.nullable(),
  })
  .meta({ id: 'FailedReaction' })
export type FailedReaction = z.infer<typeof FailedReaction>

const tag = 'Failed reactions'

const access = 'mail.replay'

export const listFailedReactions = route({
  method: 'GET',
  path: '/failed-reactions',
  tag,
  summary: 'What should have followed from events and failed, newest first',
  description:
    'A reaction that fails is tried again with growing pauses, for about two minutes, and then set aside. Other reactions ' +
    'and other customers do not wait for it; later events of the same customer wait for that reaction alone.',
  access,
  ofAllCustomers: true,
  query: PageQuery.extend({ state: State.optional() }),
  response: pageOf(FailedReaction),
  status: 200,
})

export const retryFailedReaction = route({
  method: 'POST',
  path: '/failed-reactions/:id/retry',
  tag,
  summary: 'Try a reaction that was set aside once more',
  description:
    'It is tried within a second by a node that works, once: afterwards it is gone from this list, or set aside again. One ' +
    'that waits for its next try is tried at once.',
  access,
  ofAllCustomers: true,
  params: IdParams,
  response: FailedReaction,
  status: 202,
  problems: ['not_found'],
})

export const dismissFailedReaction = route({
  method: 'DELETE',
  path: '/failed-reactions/:id',
  tag,
  summary: 'Give up a reaction that was set aside: it is never done',
  access,
  ofAllCustomers: true,
  params: IdParams,
  status: 204,
  problems: ['not_found', 'conflict'],
})
