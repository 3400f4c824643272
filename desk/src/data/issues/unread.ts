import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { IssueRead } from '@throughline/protocol/issues/reads.ts'

/** Whether the customer has written since somebody looked. `since`: what is older was never unread for them. Pure. */
export function isUnread(
  { lastContactAt }: Pick<Issue, 'lastContactAt'>,
  read: IssueRead | undefined,
  since: string | null,
): boolean {
  if (read?.markedUnread) return true
  const seenUpTo = read?.upTo ?? since
  return lastContactAt !== null && seenUpTo !== null && lastContactAt > seenUpTo
}

/** Of two that were said of one issue, in whatever order they arrive. */
export function later(known: IssueRead | undefined, said: IssueRead): IssueRead {
  return known !== undefined && known.at > said.at ? known : said
}
