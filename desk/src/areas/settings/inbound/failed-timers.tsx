import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { dismissFailedTimer, listFailedTimers, retryFailedTimer } from '@throughline/protocol/timers/failed-timers.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { w } from '../../../words/words.ts'
import cards from '../card-list.module.css'
import { CardList } from '../card-list.tsx'
import { MoreButton } from '../more-button.tsx'
import { askAgainMs, FailedStep } from './failed-step.tsx'

/** What was to be done at a certain time and failed. Nothing while there is none of it. */
export function FailedTimers() {
  const queryClient = useQueryClient()
  const failed = useInfiniteQuery({
    queryKey: keys.failedTimers,
    queryFn: ({ pageParam }) => call(listFailedTimers, { query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((one) => one.state === 'waiting')) ? askAgainMs : false,
  })
  const items = failed.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return null
  return (
    <>
      <h2 className={cards.heading}>{w.failedTimers.title}</h2>
      <p className={cards.more}>{w.failedReactions.more}</p>
      <CardList label={w.failedTimers.title} items={items} keyOf={({ id }) => id}>
        {(one) => (
          <FailedStep
            failed={one}
            name={w.failedTimers.names[one.kind] ?? one.kind}
            retry={() => call(retryFailedTimer, { params: { id: one.id } })}
            dismiss={() => call(dismissFailedTimer, { params: { id: one.id } })}
            refresh={() => queryClient.invalidateQueries({ queryKey: keys.failedTimers })}
          />
        )}
      </CardList>
      <MoreButton query={failed} />
    </>
  )
}
