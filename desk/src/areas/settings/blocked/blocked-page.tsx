import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listBlockedSenders, type BlockedSender } from '@throughline/protocol/customers/blocked-senders.ts'
import { useState } from 'react'
import { useMay } from '../../../data/me/use-me.ts'
import { keys } from '../../../data/query-keys.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { IconBan, IconPlus, IconSearch } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { MoreButton } from '../../../look/more-button.tsx'
import { paths } from '../../../paths.ts'
import { call } from '../../../session/call.ts'
import { dateOnly } from '../../../words/times.ts'
import { CardList } from '../card-list.tsx'
import cards from '../card-list.module.css'
import { SettingsHead } from '../settings-head.tsx'
import { BlockDomain } from './block-domain.tsx'
import classes from './blocked-page.module.css'
import { nameOfBlocked, useUnblockSender } from './use-unblock-sender.ts'
import { w } from './words/words.ts'

type Kind = BlockedSender['kind']
const kinds: Kind[] = ['domain', 'address', 'person']

/** Of whom nothing is received: domains, single addresses and people, each with the way back. */
export function BlockedPage() {
  const [kind, setKind] = useState<Kind>('domain')
  const [text, setText] = useState('')
  const [query] = useDebouncedValue(text.trim(), 200)
  const [isBlocking, setIsBlocking] = useState(false)
  const mayBlock = useMay('channels.manage')
  const found = useInfiniteQuery({
    queryKey: keys.blockedSenders(kind, query),
    queryFn: ({ pageParam }) =>
      call(listBlockedSenders, {
        query: { kind, ...(query === '' ? {} : { query }), ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const items = (found.data?.pages.flatMap((page) => page.items) ?? []).filter((item) => item.kind === kind)
  const words = w.blocked
  const add = mayBlock && (
    <Button leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />} onClick={() => setIsBlocking(true)}>
      {words.add}
    </Button>
  )
  return (
    <>
      <SettingsHead title={words.title} more={words.more} action={add} />
      <div className={classes.filter}>
        <TextInput
          type="search"
          className={classes.search}
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size={14} stroke={1.75} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={words.kindLabel}
          value={kind}
          onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'domain')}
          data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        />
      </div>
      {found.isPending && <LateSkeleton />}
      {found.isError && <Failure error={found.error} onRetry={found.refetch} />}
      {found.data && !found.isPlaceholderData && items.length === 0 && (
        <EmptyState icon={<IconBan size={28} stroke={1.5} />} title={query === '' ? words.none[kind] : words.noneFound}>
          {query === '' ? words.noneMore[kind] : null}
        </EmptyState>
      )}
      {items.length > 0 && (
        <CardList label={words.kinds[kind]} items={items} keyOf={keyOf}>
          {(sender) => <BlockedRow sender={sender} />}
        </CardList>
      )}
      <MoreButton query={found} />
      {isBlocking && <BlockDomain onClose={() => setIsBlocking(false)} />}
    </>
  )
}

function BlockedRow({ sender }: { sender: BlockedSender }) {
  const unblock = useUnblockSender()
  const mayManage = useMay('channels.manage')
  const mayWrite = useMay('customers.write')
  const { kind, customer, reason, by, at } = sender
  const words = w.blocked
  const name = nameOfBlocked(sender)
  return (
    <div className={cards.row}>
      <span className={cards.what}>
        <span className={cards.name}>
          {customer === null ? (
            <bdi>{name}</bdi>
          ) : (
            <Link to={paths.customerThread} params={{ customerId: customer.id }}>
              <bdi>{name}</bdi>
            </Link>
          )}
        </span>
        {kind === 'address' && customer?.name && <bdi className={cards.more}>{customer.name}</bdi>}
        {reason && <bdi className={cards.more}>{reason}</bdi>}
        <span className={cards.more}>{by && at ? words.by(by.name, dateOnly(at)) : words.unknown}</span>
      </span>
      {(kind === 'domain' ? mayManage : mayWrite) && (
        <Button variant="default" aria-label={words.unblockOne(name)} onClick={() => unblock(sender)}>
          {words.unblock}
        </Button>
      )}
    </div>
  )
}

const keyOf = ({ domain, identity, customer }: BlockedSender): string => domain ?? identity?.id ?? customer?.id ?? ''
