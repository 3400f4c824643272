import { Select } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { listAudit } from '@throughline/protocol/audit/audit.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { IconHistory } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { fullTime } from '../../../words/times.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { MoreButton } from '../../../look/more-button.tsx'
import { SettingsHead } from '../settings-head.tsx'
import classes from './audit-page.module.css'

/** A link may ask for one action, by the address's hash. */
export function AuditPage() {
  const hash = useLocation({ select: (location) => location.hash })
  return <AuditLog key={hash} asked={Object.hasOwn(w.audit.actions, hash) ? hash : null} />
}

function AuditLog({ asked }: { asked: string | null }) {
  const [action, setAction] = useState<string | null>(asked)
  const records = useInfiniteQuery({
    queryKey: keys.audit(action ?? ''),
    queryFn: ({ pageParam }) =>
      call(listAudit, { query: { ...(action ? { action } : {}), ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const items = records.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <SettingsHead title={w.audit.title} more={w.audit.more} />
      <Select
        mb="md"
        maw={360}
        label={w.audit.filter}
        placeholder={w.audit.filterPlaceholder}
        data={Object.entries(w.audit.actions).map(([value, label]) => ({ value, label }))}
        value={action}
        onChange={setAction}
        searchable
        clearable
      />
      {records.isPending && <LateSkeleton />}
      {records.isError && <Failure error={records.error} onRetry={records.refetch} />}
      {records.data && items.length === 0 && (
        <EmptyState icon={<IconHistory size={28} stroke={1.5} />} title={w.audit.none} />
      )}
      {items.length > 0 && (
        <ul className={cards.list} aria-label={w.audit.title}>
          {items.map((record) => (
            <li key={record.id} className={cards.row}>
              <span className={cards.what}>
                <span>
                  <bdi className={cards.name}>{record.actor.name}</bdi>{' '}
                  <span title={record.action}>{w.audit.actions[record.action] ?? record.action}</span>
                </span>
                <span className={cards.more}>
                  {fullTime(record.at)}
                  {record.address && ` · ${w.audit.from(record.address)}`}
                </span>
                {Object.keys(record.details).length > 0 && (
                  <span className={classes.details}>
                    {Object.entries(record.details).map(([name, value]) => (
                      <bdi key={name}>
                        {name}: {typeof value === 'string' ? value : JSON.stringify(value)}
                      </bdi>
                    ))}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <MoreButton query={records} />
    </>
  )
}
