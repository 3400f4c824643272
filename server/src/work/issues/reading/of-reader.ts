import type { RawBuilder } from 'kysely'
import { isFollowedSql } from '../following/queries.ts'
import { isUnreadSql } from '../reads/queries.ts'

/** What a filter says about the reader's own doings; a token follows and reads nothing. */
export function ofReader(
  readerId: string,
  { followed, unread }: { followed: boolean; unread: boolean },
): RawBuilder<boolean>[] {
  return [...(followed ? [isFollowedSql(readerId)] : []), ...(unread ? [isUnreadSql(readerId)] : [])]
}
