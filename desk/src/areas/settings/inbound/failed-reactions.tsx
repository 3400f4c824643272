import { Anchor } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  dismissFailedReaction,
  listFailedReactions,
  retryFailedReaction,
  type FailedReaction,
} from '@throughline/protocol/reacting/failed-reactions.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { paths } from '../../../paths.ts'
import { w } from '../../../words/words.ts'
import cards from '../card-list.module.css'
import { CardList } from '../card-list.tsx'
import { MoreButton } from '../more-button.tsx'
import { askAgainMs, FailedStep } from './failed-step.tsx'

/** What should have followed from events and failed. Nothing while there is none of it. */
export function FailedReactions() {
  const failed = useInfiniteQuery({
    queryKey: keys.failedReactions,
    queryFn: ({ pageParam }) => call(listFailedReactions, { query: pageParam ? { cursor: pageParam } : {} }),
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
      <h2 className={cards.heading}>{w.failedReactions.title}</h2>
      <p className={cards.more}>{w.failedReactions.more}</p>
      <CardList label={w.failedReactions.title} items={items} keyOf={({ id }) => id}>
        {(one) => <FailedRow failed={one} />}
      </CardList>
      <MoreButton query={failed} />
    </>
  )
}

function FailedRow({ failed }: { failed: FailedReaction }) {
  const { id, reaction, customerId } = failed
  const queryClient = useQueryClient()
  return (
    <FailedStep
      failed={failed}
      name={w.failedReactions.names[reaction] ?? reaction}
      retry={() => call(retryFailedReaction, { params: { id } })}
      dismiss={() => call(dismissFailedReaction, { params: { id } })}
      refresh={() => queryClient.invalidateQueries({ queryKey: keys.failedReactions })}
      about={
        customerId && (
          <>
            {' · '}
            <Anchor
              size="xs"
              underline="always"
              renderRoot={(props) => <Link to={paths.customerThread} params={{ customerId }} {...props} />}
            >
              {w.failedReactions.customer}
            </Anchor>
          </>
        )
      }
    />
  )
}
