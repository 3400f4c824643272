import { useQuery } from '@tanstack/react-query'
import { countIssues } from '@throughline/protocol/issues/issues.ts'
import { call } from '../../api/call.ts'
import { keys } from '../../api/keys.ts'

export function useCounts() {
  return useQuery({ queryKey: keys.counts, queryFn: () => call(countIssues, {}) }).data
}
