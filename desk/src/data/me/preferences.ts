import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  getPreferences,
  updatePreferences,
  usualMailNotifications,
  type Preferences,
} from '@throughline/protocol/staff/preferences.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'
import { tellProblem } from '../../look/tell.tsx'

/** How the person who is signed in likes to work; kept on the server, so that it is the same on every device. */
export const preferencesQuery = queryOptions({
  queryKey: keys.preferences,
  queryFn: () => call(getPreferences, {}),
  staleTime: 5 * 60_000,
})

const usual: Preferences = {
  language: null,
  density: 'comfortable',
  mutedNotifications: [],
  mailNotifications: usualMailNotifications,
  followWhen: [],
  picturesFrom: [],
  signature: '',
  dismissed: [],
}

export function usePreferences(): Preferences {
  return useQuery(preferencesQuery).data ?? usual
}

/** Shows at once; taken back when the server refuses. */
export function useChangePreferences(): (change: Partial<Preferences>) => void {
  const queryClient = useQueryClient()
  const { mutate } = useMutation({
    mutationKey: keys.preferences,
    // One after the other, so that the last answer holds every change.
    scope: { id: 'preferences' },
    mutationFn: (change: Partial<Preferences>) => call(updatePreferences, { body: change }),
    onMutate: async (change) => {
      // What is being read was asked for before, and would take the change back.
      await queryClient.cancelQueries({ queryKey: keys.preferences })
      queryClient.setQueryData(preferencesQuery.queryKey, (known) => ({ ...usual, ...known, ...change }))
    },
    onSuccess: (kept) => {
      // The answer does not know of a change that waits behind it.
      if (queryClient.isMutating({ mutationKey: keys.preferences }) === 1) {
        queryClient.setQueryData(preferencesQuery.queryKey, kept)
      }
    },
    onError: async (error) => {
      tellProblem(error)
      await queryClient.invalidateQueries({ queryKey: keys.preferences })
    },
  })
  return mutate
}
