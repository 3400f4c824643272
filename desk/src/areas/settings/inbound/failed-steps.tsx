import { Anchor } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  dismissFailedStep,
  listFailedSteps,
  retryFailedStep,
  type FailedStep as Failed,
} from '@throughline/protocol/reacting/failed-steps.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { CardList } from '../card-list.tsx'
import { MoreButton } from '../../../look/more-button.tsx'
import { askAgainMs, FailedStep } from './failed-step.tsx'

/** What should have followed from events or was to be done at a certain time, and failed. Nothing while there is none. */
export function FailedSteps() {
  const failed = useInfiniteQuery({
    queryKey: keys.failedSteps,
    queryFn: ({ pageParam }) => call(listFailedSteps, { query: pageParam ? { cursor: pageParam } : {} }),
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
      <h2 className={cards.heading}>{w.failedSteps.title}</h2>
      <p className={cards.more}>{w.failedSteps.more}</p>
      <CardList label={w.failedSteps.title} items={items} keyOf={({ id }) => id}>
        {(one) => <FailedRow failed={one} />}
      </CardList>
      <MoreButton query={failed} />
    </>
  )
}

function FailedRow({ failed }: { failed: Failed }) {
  const { id, name, customerId } = failed
  const queryClient = useQueryClient()
  return (
    <FailedStep
      failed={failed}
      name={w.failedSteps.names[name] ?? name}
      retry={() => call(retryFailedStep, { params: { id } })}
      dismiss={() => call(dismissFailedStep, { params: { id } })}
      refresh={() => queryClient.invalidateQueries({ queryKey: keys.failedSteps })}
      about={
        customerId && (
          <>
            {' · '}
            <Anchor
              size="xs"
              underline="always"
              renderRoot={(props) => <Link to={paths.customerThread} params={{ customerId }} {...props} />}
            >
              {w.failedSteps.customer}
            </Anchor>
          </>
        )
      }
    />
  )
}
