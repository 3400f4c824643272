import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { listCustomers, type CustomerRow } from '@throughline/protocol/customers/customers.ts'
import { useEffect, useRef } from 'react'
import { call } from '../../session/call.ts'
import { keys } from '../../data/query-keys.ts'
import { EmptyState } from '../../look/empty-state.tsx'
import { Failure } from '../../look/failure.tsx'
import { IconUsers } from '../../look/icons.ts'
import { keepScroll, keptScroll } from '../../look/kept-scroll.ts'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { PersonMark } from '../../look/person-mark.tsx'
import { useNow } from '../../look/use-now.ts'
import { paths } from '../../paths.ts'
import { dateOnly, shortAgo } from '../../words/times.ts'
import { w } from './words/words.ts'
import { nameOf } from '../../data/customers/name-of.ts'
import { searchOf, type CustomersSearch } from './search-of.ts'
import rowClasses from '../../look/rows.module.css'
import classes from './customer-rows.module.css'

const rowHeight = 60

export interface CustomerRowsProps {
  query: string
  onlyBlocked: boolean
  chosenId: string | null
  /** Clears the query. */
  onClear: () => void
}

export function CustomerRows({ query, onlyBlocked, chosenId, onClear }: CustomerRowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const found = useInfiniteQuery({
    queryKey: keys.customers(query, onlyBlocked),
    queryFn: ({ pageParam, signal }) =>
      call(listCustomers, {
        query: {
          query,
          limit: 50,
          ...(onlyBlocked ? { blocked: 'true' } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const customers = found.data?.pages.flatMap((page) => page.items) ?? []
  const place = `customers ${onlyBlocked ? 'blocked ' : ''}${query}`
  const rows = useVirtualizer({
    count: customers.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => customers[index]?.id ?? index,
    overscan: 10,
    initialOffset: () => keptScroll(place),
  })
  const wantsMore =
    found.hasNextPage &&
    !found.isFetching &&
    !found.isFetchNextPageError &&
    (rows.range?.endIndex ?? 0) > customers.length - 15
  useEffect(() => {
    if (wantsMore) void found.fetchNextPage()
  })

  if (found.isPending) return <LateSkeleton height={44} />
  if (found.isError && !found.data) return <Failure error={found.error} onRetry={found.refetch} />
  return (
    <div
      ref={scroller}
      className={rowClasses.scroller}
      onScroll={(event) => keepScroll(place, event.currentTarget.scrollTop)}
    >
      {customers.length === 0 && <Nobody query={query} onlyBlocked={onlyBlocked} onClear={onClear} />}
      <ul aria-label={w.customers.listLabel} className={rowClasses.list} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const customer = customers[row.index]
          return (
            customer && (
              <li
                key={row.key}
                className={rowClasses.row}
                style={{ height: row.size, transform: `translateY(${row.start}px)` }}
              >
                <Row customer={customer} search={searchOf(query, onlyBlocked)} isChosen={customer.id === chosenId} />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

function Row({ customer, search, isChosen }: { customer: CustomerRow; search: CustomersSearch; isChosen: boolean }) {
  const nowMs = useNow()
  return (
    <Link
      to={paths.customerThread}
      params={{ customerId: customer.id }}
      search={search}
      className={classes.link}
      aria-current={isChosen ? 'true' : undefined}
    >
      <PersonMark name={nameOf(customer)} size={32} />
      <span className={classes.what}>
        <span className={rowClasses.oneLine}>
          <bdi>{nameOf(customer)}</bdi>
        </span>
        {customer.block ? (
          <span className={`${classes.blocked} ${rowClasses.oneLine}`} title={customer.block.reason}>
            {w.who.blockedBy(customer.block.by.name, dateOnly(customer.block.at))}
          </span>
        ) : (
          <span className={`${classes.addresses} ${rowClasses.oneLine}`}>{addressesOf(customer)}</span>
        )}
      </span>
      {/* The list is in the order of these times. */}
      <time
        className={classes.time}
        dateTime={customer.createdAt}
        title={w.customers.since(dateOnly(customer.createdAt))}
      >
        {w.customers.added(shortAgo(customer.createdAt, nowMs))}
      </time>
    </Link>
  )
}

interface NobodyProps {
  query: string
  onlyBlocked: boolean
  onClear: () => void
}

function Nobody({ query, onlyBlocked, onClear }: NobodyProps) {
  const none = onlyBlocked ? w.customers.noneBlocked : w.customers.none
  const noneMore = onlyBlocked ? w.customers.noneBlockedMore : w.customers.noneMore
  return (
    <EmptyState
      icon={<IconUsers size={28} stroke={1.5} />}
      title={query ? w.customers.noMatch(query) : none}
      action={
        query && (
          <Button variant="default" onClick={onClear}>
            {w.customers.clearSearch}
          </Button>
        )
      }
    >
      {query ? w.customers.noMatchMore : noneMore}
    </EmptyState>
  )
}

/** Beside a name, the addresses; where the address is the name already, what kind it is. */
function addressesOf({ displayName, identities }: CustomerRow): string {
  if (identities.length === 0) return w.customers.noAddress
  const kindOf = (kind: string) => w.who.kinds[kind] ?? kind
  if (displayName === null) return identities.map(({ kind }) => kindOf(kind)).join(', ')
  // The id of a browser says nothing to anybody.
  return identities.map(({ kind, value }) => (kind === 'device' ? kindOf(kind) : value)).join(', ')
}
