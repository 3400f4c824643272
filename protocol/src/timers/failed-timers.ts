import { z } from 'zod'
import { Id, IdParams, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'

const State = z
  .enum(['waiting', 'set_aside'])
  .describe('`waiting`: it is tried again by itself. `set_aside`: it failed too often, and waits for a person.')

/** Something that was to be done at a certain time, and failed. */
export const FailedTimer = z
  .object({
    id: Id,
    kind: z.string().describe('What was to be done, such as `issue.snooze_ends`.'),
    key: z.string().describe('What it is about, such as the id of an issue.'),
    dueAt: Time.describe('When it was to be done.'),
    state: State,
    tries: z.number().int().describe('How often it has failed.'),
    error: z.string().nullable().describe('The beginning of what the last failure said.'),
    failedAt: Time.describe('When it failed first.'),
    nextTryAt: Time.nullable().describe('Null when it is set aside.'),
    setAsideAt: Time.nullable(),
  })
  .meta({ id: 'FailedTimer' })
export type FailedTimer = z.infer<typeof FailedTimer>

const tag = 'Failed timers'
const access = 'mail.replay'

export const listFailedTimers = route({
  method: 'GET',
  path: '/failed-timers',
  tag,
  summary: 'What was to be done at a certain time and failed, newest first',
  description:
    'A timer that fails is tried again with growing pauses, for about two minutes, and then set aside. No other timer waits ' +
    'for it. One that is scheduled anew (an issue that is snoozed again) leaves this list.',
  access,
  ofAllCustomers: true,
  query: PageQuery.extend({ state: State.optional() }),
  response: pageOf(FailedTimer),
  status: 200,
})

export const retryFailedTimer = route({
  method: 'POST',
  path: '/failed-timers/:id/retry',
  tag,
  summary: 'Try a timer that was set aside once more',
  description:
    'It is tried within a second by a node that works, once: afterwards it is gone from this list, or set aside again. One ' +
    'that waits for its next try is tried at once.',
  access,
  ofAllCustomers: true,
  params: IdParams,
  response: FailedTimer,
  status: 202,
  problems: ['not_found'],
})

export const dismissFailedTimer = route({
  method: 'DELETE',
  path: '/failed-timers/:id',
  tag,
  summary: 'Give up a timer that was set aside: what it was for is never done',
  access,
  ofAllCustomers: true,
  params: IdParams,
  status: 204,
  problems: ['not_found', 'conflict'],
})
