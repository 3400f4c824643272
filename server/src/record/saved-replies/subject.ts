import { savedReplyWords } from '@throughline/protocol/saved-replies/words.ts'
import { sql } from 'kysely'
import { onColumns, type FactSql, type Subject, type SubjectKind } from '../../platform/http/http.ts'
import type { SavedReplyRow } from './queries.ts'

declare module '../../platform/http/access/rules.ts' {
  interface FactKinds {
    /** `ownerId`: null for one of everybody. */
    reply: { id: string; ownerId: string | null }
  }
}

const aReply: SubjectKind = { name: 'saved reply', seenBy: 'thread.write', unknown: savedReplyWords.no_such_reply }

export function replySubject({ id, owner_id: ownerId }: Pick<SavedReplyRow, 'id' | 'owner_id'>): Subject {
  return { kind: aReply, reply: { id, ownerId } }
}

/** For rows of `saved_replies`. */
export function replyFactSql(): FactSql {
  return { reply: onColumns({ id: sql.ref('saved_replies.id'), ownerId: sql.ref('saved_replies.owner_id') }) }
}
