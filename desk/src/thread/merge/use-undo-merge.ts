import { useMutation, useQueryClient } from '@tanstack/react-query'
import { undoMerge } from '@throughline/protocol/customers/merges.ts'
import { call } from '../../session/call.ts'
import { keys } from '../../data/query-keys.ts'
import { tell, tellProblem } from '../../look/tell.tsx'
import { w } from '../../words/words.ts'

export function useUndoMerge(customerId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (mergeId: string) => call(undoMerge, { params: { id: mergeId } }),
    onSuccess: async () => {
      tell(w.merge.undone)
      void queryClient.invalidateQueries({ queryKey: keys.suggestions(customerId) })
      void queryClient.invalidateQueries({ queryKey: keys.allIssueLists })
      void queryClient.invalidateQueries({ queryKey: ['customers'] })
      await queryClient.invalidateQueries({ queryKey: keys.customer(customerId) })
    },
    onError: tellProblem,
  })
}
