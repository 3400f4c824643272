import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { listCustomers, type CustomerRow } from '@throughline/protocol/customers/customers.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { nameOf } from '../../data/customers/name-of.ts'
import { useMay } from '../../data/me/use-me.ts'
import { keys } from '../../data/query-keys.ts'
import { addressesQuery } from '../../data/thread/addresses-query.ts'
import { ChannelIcon } from '../../look/channel-icon.tsx'
import type { Choice } from '../../look/finder.tsx'
import { IconPlus } from '../../look/icons.ts'
import { call } from '../../session/call.ts'
import { w } from '../../words/words.ts'

/** One way that reaches somebody, or an address that was only typed. */
export interface Recipient extends Choice {
  to: { customerId: string; address: ReachableAddress } | { email: string }
}

const mostCustomers = 6

/** Whom one can write to, by what was typed: only ways that work, and the address itself where nobody has it. */
export function useRecipients(typed: string, searched: string) {
  const words = searched.trim()
  const mayFind = useMay('customers.read')
  const mayRead = useMay('thread.read')
  const maySearch = mayFind && mayRead
  const found = useQuery({
    queryKey: keys.recipients(words),
    queryFn: ({ signal }) => call(listCustomers, { query: { query: words, limit: mostCustomers }, signal }),
    enabled: maySearch && words !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
  const customers = words === '' || !maySearch ? [] : (found.data?.items ?? [])
  const ways = useQueries({ queries: customers.map(({ id }) => addressesQuery(id, null)) })
  const isSearching =
    typed.trim() !== words ||
    (maySearch && words !== '' && (found.isFetching || ways.some(({ isPending }) => isPending)))
  const known = customers.flatMap((customer, index) =>
    (ways[index]?.data?.items ?? []).filter(({ usable }) => usable).map((address) => reached(customer, address)),
  )
  return {
    recipients: [...known, ...typedAddress(words, customers)],
    isSearching,
    problem: found.error,
  }
}

function reached(customer: CustomerRow, address: ReachableAddress): Recipient {
  const name = nameOf(customer)
  const { kind, value } = address.identity
  const isWritten = kind !== 'device' && kind !== 'account' && value !== name
  return {
    key: `${customer.id}-${address.channel.id}-${address.identity.id}`,
    icon: <ChannelIcon kind={address.channel.kind} />,
    label: w.composer.way(name, w.channelWords.name(address.channel.kind), address.channel.name),
    detail: isWritten ? value : '',
    to: { customerId: customer.id, address },
  }
}

/** Only where none of those who were found has it: then choosing them is the way. */
function typedAddress(words: string, customers: readonly CustomerRow[]): Recipient[] {
  const email = words.toLowerCase()
  if (!/^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(email)) return []
  const isKnown = customers.some(({ identities }) =>
    identities.some(({ kind, value, assurance }) => kind === 'email' && value === email && assurance !== 'claimed'),
  )
  if (isKnown) return []
  return [{ key: 'typed', icon: <IconPlus size={16} />, label: w.newMessage.writeTo(email), detail: '', to: { email } }]
}
