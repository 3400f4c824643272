import { expect, test } from 'vitest'
import type { Foundations } from './foundations.ts'
import { notifyStaff } from '../judgement/notifications/notifications.ts'
import { byName, type Reactions } from '../work/reacting/reacting.ts'
import { reactions, takerNames } from './reactions.ts'

test('the names of reactions stay: the database and alerts know them by these', () => {
  expect([...byName(reactions).keys()]).toEqual([
    'notifyStaff',
    'followAsPreferred',
    'queueScans',
    'queueEarlyEvents',
    'sendScanned',
    'queueAcknowledgements',
    'queueAnswerLinks',
    'scheduleUnseenMails',
    'announceIssuesOfCustomer',
  ])
  expect(takerNames).toEqual({ words: 'indexWords', webhooks: 'enqueueWebhooks' })
})

test('neither an event that no schema knows nor one that the reaction does not know can be entered', () => {
  // @ts-expect-error -- there is no such event
  const unknown: Reactions<Foundations> = { 'customer.promoted': [] }
  // @ts-expect-error -- notifyStaff knows nothing of its data
  const unread: Reactions<Foundations> = { 'issue.snoozed': [notifyStaff] }
  expect([unknown, unread]).toHaveLength(2)
})
