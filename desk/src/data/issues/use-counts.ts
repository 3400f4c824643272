import { useQuery } from '@tanstack/react-query'
import { countIssues } from '@throughline/protocol/issues/issues.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

export function useCounts() {
  return useQuery({ queryKey: keys.counts, queryFn: () => call(countIssues, {}) }).data
}

export type Counts = NonNullable<ReturnType<typeof useCounts>>
