import type { Caller } from '../../platform/http/http.ts'
import type { Actor } from './tables.ts'

/** Who did it, as it is kept with the evidence: without what else is known of a caller. */
export function actorOf({ kind, id, name }: Caller): Actor {
  return { kind, id, name }
}

export function madeBy(caller: Caller): { by: Actor; provenance: 'staff' | 'api' } {
  return { by: actorOf(caller), provenance: caller.kind === 'staff' ? 'staff' : 'api' }
}
