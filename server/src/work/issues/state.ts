import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { IssueStatus } from '@throughline/protocol/issues/issues.ts'
import type { Selectable } from 'kysely'
import { AppError } from '../../lib/errors.ts'
import type { IssuesTable } from './tables.ts'

/** The life of an issue: who has the next word, and whether anybody still has to speak. Pure. */

export const activeStatuses = ['open', 'waiting_on_us', 'waiting_on_customer'] as const satisfies IssueStatus[]

export function isActive(status: IssueStatus): boolean {
  return status !== 'resolved' && status !== 'snoozed'
}

/** The customer wrote: whatever it was, it is ours to answer now. An issue nobody has answered yet stays open. */
export function afterCustomerWrote(status: IssueStatus): IssueStatus {
  return status === 'open' ? 'open' : 'waiting_on_us'
}

/** We wrote. An automatic acknowledgement answers nothing, so it changes nothing. */
export function afterWeWrote(status: IssueStatus, options: { automatic: boolean }): IssueStatus {
  return options.automatic ? status : 'waiting_on_customer'
}

/** What we wrote did not arrive: nobody waits for the customer any more. */
export function afterFailedDelivery(status: IssueStatus): IssueStatus {
  return status === 'open' ? 'open' : 'waiting_on_us'
}

export function afterClosing(status: IssueStatus): IssueStatus {
  if (status === 'resolved') throw new AppError('issue_not_open', issueWords.resolved_already())
  return 'resolved'
}

export function afterReopening(status: IssueStatus): IssueStatus {
  if (isActive(status)) throw new AppError('conflict', issueWords.open_already())
  return 'waiting_on_us'
}

export function afterSnoozing(status: IssueStatus, until: Date, now: Date): IssueStatus {
  if (status === 'resolved') throw new AppError('issue_not_open', issueWords.resolved_cannot_snooze())
  if (until <= now) throw new AppError('invalid_request', issueWords.wake_in_the_past())
  return 'snoozed'
}

export function afterWaking(status: IssueStatus): IssueStatus {
  return status === 'snoozed' ? 'waiting_on_us' : status
}

/** A person said so, and nothing has opened the issue again since. */
export function isSpam({ status, spam_at: at }: Pick<Selectable<IssuesTable>, 'status' | 'spam_at'>): boolean {
  return status === 'resolved' && at !== null
}

/** A person moved it there, and nothing has opened it again since. */
export function isInTrash({ status, trashed_at: at }: Pick<Selectable<IssuesTable>, 'status' | 'trashed_at'>): boolean {
  return status === 'resolved' && at !== null
}

type Waiting = Pick<
  Selectable<IssuesTable>,
  'status' | 'opened_at' | 'first_contact_at' | 'last_contact_at' | 'waiting_since'
>

/** Since when the customer has waited for our answer; null while it is not our turn. */
export function waitingSince(issue: Waiting): Date | null {
  if (issue.status === 'open') return issue.waiting_since ?? issue.first_contact_at ?? issue.opened_at
  if (issue.status === 'waiting_on_us') return issue.waiting_since ?? issue.last_contact_at ?? issue.opened_at
  return null
}

/** It is our turn again without a word of the customer: they still wait, or do so from now on if we have answered. */
export function waitingAgainSince({ waiting_since: since }: Pick<Waiting, 'waiting_since'>, now: Date): Date {
  return since ?? now
}
