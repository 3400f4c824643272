import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import type { JobKind } from '../../platform/jobs/jobs.ts'

export interface ToDeliver {
  entryId: string
  /** A person asked for it: it is tried also while nothing leaves by the channel. */
  isByHand?: true
}

/** Hands one entry to its channel. Retries are ours, since the other side says when: pg-boss only covers crashes. */
export const deliverJob: JobKind<ToDeliver> = {
  name: 'deliver',
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
}

/** An automatic answer that is due, if its sender may have one. */
export interface Owed {
  issueId: string
  entryId: string
  channelId: string
  identityId: string
  /** Of the message that opened the issue. */
  assurance: Assurance
}

/** Answers a new issue with its channel's automatic text, where an admin wants one. */
export const acknowledgeJob: JobKind<Owed> = {
  name: 'acknowledge',
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
}
