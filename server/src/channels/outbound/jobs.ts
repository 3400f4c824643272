import type { JobKind } from '../../jobs/jobs.ts'

/** Hands one entry to its channel. Retries are ours, since the other side says when: pg-boss only covers crashes. */
export const deliverJob: JobKind<{ entryId: string }> = {
  name: 'deliver',
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
}

/** Answers a new issue with its channel's automatic text, where an admin wants one. */
export const acknowledgeJob: JobKind<{ issueId: string; entryId: string; channelId: string; identityId: string }> = {
  name: 'acknowledge',
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
}
