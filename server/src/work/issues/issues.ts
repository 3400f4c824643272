/**
 * One problem of one customer, from first contact to a resolution that held; its life is a journey.
 *
 * Owns issues, their history, contacts and references. A thread carries several issues; an entry belongs to one of them
 * or to none, and why is kept with the entry. Every change takes the thread's lock, decides on what it reads under it,
 * tells the thread and records an event, all in one transaction (`changing/change-issue.ts`).
 *
 * Refuses to guess: which issue a message belongs to is a pure, explained decision (`choosing/choose.ts`), and where
 * it is unsure a new issue points to the likely one.
 */
export { closeIssue } from './changing/close.ts'
export type { IssueDeps } from './changing/change-issue.ts'
export { announceIssues } from './changing/announce-issues.ts'
export { retellIssue } from './changing/retell.ts'
export { reopenUndelivered } from './changing/reopen-undelivered.ts'
export { splitIssues } from './changing/split-issues.ts'
export { adoptSnoozes, snoozeEnds, wakeIssue } from './changing/snooze.ts'
export {
  contactGapMs,
  issueForMessage,
  readCandidatesEarly,
  type EarlyCandidates,
  type IssueForMessage,
} from './issue-for-message.ts'
export {
  endSilentContacts,
  holderOfReference,
  holderOfReferenceSql,
  insertReferences,
  issueById,
  issuesByIds,
  issuesOfMoment,
  type IssueRow,
} from './queries.ts'
export { beginningOf } from './last-text.ts'
export { handoverStates } from './handover/view.ts'
export { issueForEcho, issueForOurMessage } from './issue-for-our-message.ts'
export { linkIssues } from './links/link-issues.ts'
export { referencesOf } from './links/queries.ts'
export { issueBriefsOf } from './reading/issue-briefs.ts'
export { notInTrash } from './reading/not-in-trash.ts'
export { taggedEntriesSql } from './reading/tagged-entries.ts'
export { openIssuesOf } from './reading/open-issues.ts'
export { readsAfter } from './reads/queries.ts'
export { viewIssues, type IssueSources } from './reading/view-issues.ts'
export { factsOfIssue, issueFactSql, issueFacts, issueSubject, sentIssueSubject } from './subject.ts'
export { followAsPreferred } from './following/follow.ts'
export { followersOf, type Follower } from './following/queries.ts'
export { touchByUs } from './touches.ts'
export { inboxCursor, issueRoutes } from './routes.ts'
export { afterWeWrote, isInTrash, isSpam } from './state.ts'
export { standAsBefore, type IssueBefore } from './take-back.ts'
