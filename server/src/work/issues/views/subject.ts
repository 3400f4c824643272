import { issueWords } from '@throughline/protocol/issues/words.ts'
import { sql } from 'kysely'
import { onColumns, type FactSql, type Subject, type SubjectKind } from '../../../platform/http/http.ts'
import type { SavedViewRow } from './queries.ts'

declare module '../../../platform/http/access/rules.ts' {
  interface FactKinds {
    view: { id: string; staffId: string }
  }
}

const aView: SubjectKind = { name: 'view', seenBy: 'issues.read', unknown: issueWords.no_such_view }

/** A view holds no issue, so it belongs to no customer: what it lists is asked for by itself. */
export function viewSubject({ id, staff_id: staffId }: Pick<SavedViewRow, 'id' | 'staff_id'>): Subject {
  return { kind: aView, view: { id, staffId } }
}

/** For rows of `saved_views`. */
export function viewFactSql(): FactSql {
  return { view: onColumns({ id: sql.ref('saved_views.id'), staffId: sql.ref('saved_views.staff_id') }) }
}
