import { Badge, Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { listInbound, replayInbound, type InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { IconMailOff } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { useNow } from '../../../look/use-now.ts'
import { nearTime } from '../../../words/times.ts'
import { say } from '../../../words/words.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { CardList, RowText } from '../card-list.tsx'
import { MoreButton } from '../../../look/more-button.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { FailedSteps } from './failed-steps.tsx'

type Which = 'all' | 'set_aside' | 'failed'

/** What came in and was put on no thread: nothing acknowledged is lost. */
export function InboundPage() {
  const [which, setWhich] = useState<Which>('all')
  const records = useInfiniteQuery({
    queryKey: keys.inbound(which),
    queryFn: ({ pageParam }) =>
      call(listInbound, {
        query: { ...(which === 'all' ? {} : { state: which }), ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  })
  const items = records.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <SettingsHead title={w.inbound.title} more={w.inbound.more} />
      <SegmentedControl
        mb="md"
        aria-label={w.inbound.filterLabel}
        value={which}
        onChange={(value) => setWhich(value === 'failed' || value === 'set_aside' ? value : 'all')}
        data={[
          { value: 'all', label: w.inbound.all },
          { value: 'set_aside', label: w.inbound.set_aside },
          { value: 'failed', label: w.inbound.failed },
        ]}
      />
      {records.isPending && <LateSkeleton />}
      {records.isError && <Failure error={records.error} onRetry={records.refetch} />}
      {records.data && items.length === 0 && (
        <EmptyState icon={<IconMailOff size={28} stroke={1.5} />} title={w.inbound.none}>
          {w.inbound.noneMore}
        </EmptyState>
      )}
      {items.length > 0 && (
        <CardList label={w.inbound.title} items={items} keyOf={({ id }) => id}>
          {(record) => <InboundRow record={record} onReplayed={records.refetch} />}
        </CardList>
      )}
      <MoreButton query={records} />
      <FailedSteps />
    </>
  )
}

function InboundRow({ record, onReplayed }: { record: InboundRecord; onReplayed: () => Promise<unknown> }) {
  const nowMs = useNow()
  const replaying = useMutation({
    mutationFn: () => call(replayInbound, { params: { id: record.id } }),
    onSuccess: async ({ state }) => {
      tell(w.inbound.replayed[state])
      await onReplayed()
    },
    onError: tellProblem,
  })
  return (
    <div className={cards.row}>
      <RowText name={say(record.sentence, record.words)}>
        <span className={cards.more}>
          {w.inbound.kinds[record.kind] ?? record.kind}
          {record.channel && ` · ${record.channel.name}`} · {nearTime(record.receivedAt, nowMs)} · {record.providerId}
        </span>
      </RowText>
      {record.state === 'failed' && <Badge color="red">{w.inbound.failed}</Badge>}
      {record.hasRaw && (
        <Button variant="default" loading={replaying.isPending} onClick={() => replaying.mutate()}>
          {w.inbound.replay}
        </Button>
      )}
    </div>
  )
}
