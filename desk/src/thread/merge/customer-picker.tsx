import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listCustomers } from '@throughline/protocol/customers/customers.ts'
import { useState } from 'react'
import { call } from '../../session/call.ts'
import { IconSearch } from '../../look/icons.ts'
import { w } from '../../words/words.ts'

export function CustomerPicker({ excludedId, onPick }: { excludedId: string; onPick: (id: string | null) => void }) {
  const [text, setText] = useState('')
  const [query] = useDebouncedValue(text.trim(), 200)
  const found = useQuery({
    queryKey: ['customers', 'picker', query],
    queryFn: () => call(listCustomers, { query: { query, limit: 20 } }),
    placeholderData: keepPreviousData,
  })
  const options = (found.data?.items ?? [])
    .filter((row) => row.id !== excludedId)
    .map((row) => ({
      value: row.id,
      label: [row.displayName, ...row.identities.map((identity) => identity.value)].filter(Boolean).join(' · '),
    }))
  return (
    <Select
      label={w.merge.find}
      placeholder={w.merge.findPlaceholder}
      leftSection={<IconSearch size={14} stroke={1.75} />}
      searchable
      data={options}
      // The server has searched already, by more than the label shows.
      filter={({ options }) => options}
      onSearchChange={setText}
      onChange={onPick}
      description={found.data && options.length === 0 ? w.common.noMatches : undefined}
      data-autofocus
    />
  )
}
