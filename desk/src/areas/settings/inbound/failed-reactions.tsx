import { Anchor, Badge, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  dismissFailedReaction,
  listFailedReactions,
  retryFailedReaction,
  type FailedReaction,
} from '@throughline/protocol/reacting/failed-reactions.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { useNow } from '../../../look/use-now.ts'
import { paths } from '../../../paths.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import cards from '../card-list.module.css'
import { CardList, RowText } from '../card-list.tsx'
import { MoreButton } from '../more-button.tsx'
import { RemoveDialog } from '../remove-dialog.tsx'

/** What is tried again is done or set aside within moments. */
const askAgainMs = 2000

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
  const { id, reaction, customerId, state, tries, error, failedAt } = failed
  const queryClient = useQueryClient()
  const nowMs = useNow()
  const [isAsking, { open, close }] = useDisclosure(false)
  const refresh = () => queryClient.invalidateQueries({ queryKey: keys.failedReactions })
  const retrying = useMutation({
    mutationFn: () => call(retryFailedReaction, { params: { id } }),
    onSuccess: () => tell(w.failedReactions.retried),
    onError: tellProblem,
    onSettled: async () => {
      await refresh()
      // The button is gone while it is tried: the keyboard goes on in the page rather than at its very top.
      document.getElementById('content')?.focus()
    },
  })
  const name = w.failedReactions.names[reaction] ?? reaction
  return (
    <div className={cards.row}>
      <RowText name={name}>
        {error !== null && <span className={cards.more}>{error}</span>}
        <span className={cards.more}>
          {nearTime(failedAt, nowMs)} · {w.failedReactions.tries(tries)}
          {customerId && (
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
          )}
        </span>
      </RowText>
      {state === 'waiting' ? (
        <Badge color="gray">{w.failedReactions.waiting}</Badge>
      ) : (
        <>
          <Button variant="default" loading={retrying.isPending} onClick={() => retrying.mutate()}>
            {w.failedReactions.retry}
          </Button>
          <Button variant="subtle" color="red" onClick={open}>
            {w.failedReactions.dismiss}
          </Button>
        </>
      )}
      {isAsking && (
        <RemoveDialog
          title={w.failedReactions.dismissTitle}
          more={w.failedReactions.dismissMore}
          submit={w.failedReactions.dismissSubmit}
          remove={() => call(dismissFailedReaction, { params: { id } })}
          onRemoved={refresh}
          removed={w.failedReactions.dismissed}
          onClose={close}
        />
      )}
    </div>
  )
}
