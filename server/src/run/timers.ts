import type { Author } from '@throughline/protocol/timeline/author.ts'
import { replyIsDue, sendDue } from '../channels/channels.ts'
import { chatUnseen, mailUnseen } from '../edges/portal/portal.ts'
import { mailDue, mailIsDue } from '../judgement/notifications/notifications.ts'
import type { Foundations } from './foundations.ts'
import { firing, type TimerHandler } from '../platform/timers/timers.ts'
import { snoozeEnds, wakeIssue } from '../work/issues/issues.ts'

const bySystem: Author = { kind: 'system', id: null, name: 'Throughline' }

/**
 * What happens at a time that was said before, once. One row per kind of timer: the code that schedules one says when, in the
 * transaction in which it is decided, and what happens then is here. A handler runs in the transaction that deletes its
 * timer, on one of the nodes; one that throws is tried again and then set aside, and the others go on (`platform/timers`).
 */
export const timers: readonly TimerHandler<Foundations>[] = [
  firing(snoozeEnds, (tx, timer, deps: Foundations) => wakeIssue(tx, timer, deps, bySystem)),
  firing(chatUnseen, mailUnseen),
  firing(replyIsDue, sendDue),
  firing(mailIsDue, mailDue),
]
