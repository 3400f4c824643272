import type { QueryClient } from '@tanstack/react-query'
import { changeIssues, mostInBulk, type BulkResult } from '@throughline/protocol/issues/bulk.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { BodyInputOf } from '@throughline/protocol/route.ts'
import { call } from '../../session/call.ts'
import { applyIssue } from './inbox-stream.ts'

export type BulkBody = BodyInputOf<typeof changeIssues>

export interface Together {
  changed: Issue[]
  refused: BulkResult[]
}

/** One change of many issues in one call. What could be done is shown; what could not is given back. */
export async function changeTogether(
  queryClient: QueryClient,
  ids: readonly string[],
  change: BulkBody['change'],
  was?: BulkBody['was'],
): Promise<Together> {
  if (ids.length === 0) return { changed: [], refused: [] }
  const body = { ids: ids.slice(0, mostInBulk), change, ...(was ? { was } : {}) }
  const { items } = await call(changeIssues, { body })
  for (const { issue } of items) if (issue) applyIssue(queryClient, issue)
  return {
    changed: items.flatMap(({ outcome, issue }) => (outcome === 'changed' && issue ? [issue] : [])),
    refused: items.filter(({ outcome }) => outcome === 'refused'),
  }
}
