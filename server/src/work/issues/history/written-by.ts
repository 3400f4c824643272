import type { ChangedBy } from '@throughline/protocol/issues/changes.ts'
import { newId } from '../../../lib/ids.ts'

/** Who makes a write to an issue, and when: part of every statement that changes or opens one. */
export interface Writing {
  by: ChangedBy
  at: Date
  /** The issue of which this one is a copy. */
  copiedFromId?: string
}

/**
 * The value of `last_write`, from which the triggers of migration 0073 take the author. A test fails for a statement
 * that leaves it out (`server/test/database.ts`).
 */
export function writtenBy({ by: { kind, id, name }, at, copiedFromId }: Writing): string {
  return JSON.stringify({ id: newId(), at, by: { kind, id, name }, copiedFromId })
}
