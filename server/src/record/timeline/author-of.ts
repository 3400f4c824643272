import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Caller } from '../../platform/http/http.ts'

/** Whose what a caller writes or does is. A program is none of the people: who counts people does not count it. */
export function authorOf({ kind, id, name }: Pick<Caller, 'kind' | 'id' | 'name'>): Author {
  return { kind: kind === 'token' ? 'program' : 'staff', id, name }
}
