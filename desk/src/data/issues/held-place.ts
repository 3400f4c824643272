import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { makeListeners } from '../../session/realtime/listeners.ts'

/**
 * The issue that is open, or has the focus in the list: as long as it does, its row stays where it is, whatever becomes
 * of it. `at`: the activity by which it was sorted when one came to it.
 */
export interface HeldPlace {
  id: string
  at: string
}

let held: HeldPlace | null = null

export const heldPlace = {
  now: (): HeldPlace | null => held,
  /** True when it is another than before: what was held can move now. */
  move(issue: Pick<Issue, 'id' | 'lastActivityAt'> | null): boolean {
    if ((issue?.id ?? null) === (held?.id ?? null)) return false
    held = issue && { id: issue.id, at: issue.lastActivityAt }
    return true
  },
}

/** Somebody here is done with an issue, as it stands now: closed or put off. */
export const doneWith = makeListeners<[issue: Issue]>()
/** And wants it back. */
export const backTo = makeListeners<[issue: Issue]>()
