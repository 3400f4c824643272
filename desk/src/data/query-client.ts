import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { keys } from './query-keys.ts'
import { isProblem, ProblemError } from '../session/problem-error.ts'

/** What the route asks before it shows anything. */
const firstAsked = new Set<string>([keys.me[0], keys.preferences[0]])

/** Answers are kept and shown at once; realtime keeps the threads and the inbox true, so little is fetched again. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const noticeSignOut = (error: unknown) => {
    if (isProblem(error, 'unauthenticated')) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // Whether anybody is signed in is first asked by the route, which knows better where to send them.
        const isFirstAsk = firstAsked.has(String(query.queryKey[0])) && query.state.data === undefined
        if (!isFirstAsk) noticeSignOut(error)
      },
    }),
    mutationCache: new MutationCache({ onError: noticeSignOut }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 30 * 60_000,
        // A refusal stays a refusal; a server that did not answer may do so in a moment.
        retry: (failures, error) => failures < 2 && !(error instanceof ProblemError && error.problem.status < 500),
        retryDelay: (failures) => 500 * 2 ** failures,
      },
      // Offline, a change fails at once and says so, rather than waiting unseen.
      mutations: { networkMode: 'always' },
    },
  })
}
