import { z } from 'zod'
import { Id, IdParams, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'

const Kind = z
  .enum(['reaction', 'timer'])
  .describe('`reaction`: it should have followed from an event. `timer`: it was to be done at a certain time.')
const State = z
  .enum(['waiting', 'set_aside'])
  .describe('`waiting`: it is tried again by itself. `set_aside`: it failed too often, and waits for a person.')

/** An automatic step that failed, or a reaction that waits behind such a step of the same subject. */
export const FailedStep = z
  .object({
    id: Id,
    kind: Kind,
    name: z.string().describe('What was to be done, such as `notifyStaff` or `issue.snooze_ends`.'),
    at: Time.describe('When the event happened, or when the timer was due.'),
    eventId: Id.nullable().describe('Of a reaction: the event that it should have followed from.'),
    eventType: z.string().nullable(),
    key: z.string().nullable().describe('Of a timer: what it is about, such as the id of an issue.'),
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
  .meta({ id: 'FailedStep' })
export type FailedStep = z.infer<typeof FailedStep>

const tag = 'Failed steps'

const access = 'mail.replay'

export const listFailedSteps = route({
  method: 'GET',
  path: '/failed-steps',
  tag,
  summary: 'Automatic steps that failed, newest first',
  description:
    'What should have followed from an event, or was to be done at a certain time, is tried again with growing pauses, for ' +
    'about two minutes, and then set aside. Other steps and other customers do not wait for it; later events of the same ' +
    'customer wait for that reaction alone. A timer that is scheduled anew (an issue that is snoozed again) leaves this list.',
  access,
  ofAllCustomers: true,
  query: PageQuery.extend({ state: State.optional(), kind: Kind.optional() }),
  response: pageOf(FailedStep),
  status: 200,
})

export const retryFailedStep = route({
  method: 'POST',
  path: '/failed-steps/:id/retry',
  tag,
  summary: 'Try a step that was set aside once more',
  description:
    'It is tried within a second by a node that works, once: afterwards it is gone from this list, or set aside again. One ' +
    'that waits for its next try is tried at once.',
  access,
  ofAllCustomers: true,
  params: IdParams,
  response: FailedStep,
  status: 202,
  problems: ['not_found'],
})

export const dismissFailedStep = route({
  method: 'DELETE',
  path: '/failed-steps/:id',
  tag,
  summary: 'Give up a step that was set aside: it is never done',
  access,
  ofAllCustomers: true,
  params: IdParams,
  status: 204,
  problems: ['not_found', 'conflict'],
})
