import { ActionIcon, Indicator, Popover } from '@mantine/core'
import { useState } from 'react'
import { IconFilter } from '../../../look/icons.ts'
import { w } from '../words/words.ts'
import { filterCount, type InboxSearch } from '../inbox-search.ts'
import { FilterForm } from './filter-form.tsx'

export function FilterButton({ search }: { search: InboxSearch }) {
  const [isOpen, setIsOpen] = useState(false)
  const isNarrowed = filterCount(search) > 0 || search.sort !== undefined
  return (
    <Popover position="bottom-end" width={296} opened={isOpen} onChange={setIsOpen} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          aria-label={w.inbox.filter.label}
          title={w.inbox.filter.label}
          aria-expanded={isOpen}
          onClick={() => setIsOpen((wasOpen) => !wasOpen)}
        >
          <Indicator disabled={!isNarrowed} size={7} offset={1}>
            <IconFilter size={18} stroke={1.6} />
          </Indicator>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>{isOpen && <FilterForm search={search} />}</Popover.Dropdown>
    </Popover>
  )
}
