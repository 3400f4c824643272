import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { listInbound } from '@throughline/protocol/channels/inbound.ts'
import { useState } from 'react'
import { useMay } from '../../../data/me/use-me.ts'
import { keys } from '../../../data/query-keys.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { IconMailOff, IconSearch } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { MoreButton } from '../../../look/more-button.tsx'
import { call } from '../../../session/call.ts'
import { CardList } from '../card-list.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { FailedSteps } from './failed-steps.tsx'
import classes from './inbound-page.module.css'
import { KeptRow } from './kept-row.tsx'
import { w } from './words/words.ts'

type Which = 'all' | 'set_aside' | 'failed'

/** The server counts no further. */
const maxCounted = 1000

/** What came in and was put on no thread: nothing acknowledged is lost. */
export function InboundPage() {
  const [which, setWhich] = useState<Which>('all')
  const [text, setText] = useState('')
  const [query] = useDebouncedValue(text.trim(), 200)
  const mayMend = useMay('mail.replay')
  const records = useInfiniteQuery({
    queryKey: keys.inbound(which, query),
    queryFn: ({ pageParam }) =>
      call(listInbound, {
        query: {
          ...(which === 'all' ? {} : { state: which }),
          ...(query === '' ? {} : { query }),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const items = records.data?.pages.flatMap((page) => page.items) ?? []
  const counts = records.data?.pages[0]?.counts
  const isNarrowed = query !== '' || which !== 'all'
  const clear = () => {
    setText('')
    setWhich('all')
  }
  return (
    <>
      <SettingsHead title={w.inbound.title} more={w.inbound.more} />
      <div className={classes.filter}>
        <TextInput
          type="search"
          className={classes.search}
          aria-label={w.inbound.searchLabel}
          placeholder={w.inbound.search}
          leftSection={<IconSearch size={14} stroke={1.75} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={w.inbound.filterLabel}
          value={which}
          onChange={(value) => setWhich(value === 'failed' || value === 'set_aside' ? value : 'all')}
          data={[
            { value: 'all', label: counted(w.inbound.all, counts && counts.set_aside + counts.failed) },
            { value: 'set_aside', label: counted(w.inbound.set_aside, counts?.set_aside) },
            { value: 'failed', label: counted(w.inbound.failed, counts?.failed) },
          ]}
        />
      </div>
      {records.isPending && <LateSkeleton />}
      {records.isError && <Failure error={records.error} onRetry={records.refetch} />}
      {records.data && items.length === 0 && (
        <EmptyState
          icon={<IconMailOff size={28} stroke={1.5} />}
          title={isNarrowed ? w.inbound.noneFound : w.inbound.none}
          action={
            isNarrowed && (
              <Button variant="default" onClick={clear}>
                {w.inbound.clear}
              </Button>
            )
          }
        >
          {isNarrowed ? w.inbound.noneFoundMore : w.inbound.noneMore}
        </EmptyState>
      )}
      {items.length > 0 && (
        <CardList label={w.inbound.title} items={items} keyOf={({ id }) => id}>
          {(record) => <KeptRow record={record} onReleased={records.refetch} />}
        </CardList>
      )}
      <MoreButton query={records} />
      {mayMend && <FailedSteps />}
    </>
  )
}

function counted(label: string, count: number | undefined): string {
  if (count === undefined || count === 0) return label
  return `${label} ${count >= maxCounted ? `${maxCounted}+` : count}`
}
