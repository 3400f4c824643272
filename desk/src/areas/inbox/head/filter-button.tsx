import { ActionIcon, Indicator, Popover } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { hadList } from '../../../keys/key-press.ts'
import { IconFilter } from '../../../look/icons.ts'
import { w } from '../words/words.ts'
import { filterCount, type InboxSearch } from '../inbox-search.ts'
import { FilterForm } from './filter-form.tsx'

export function FilterButton({ search }: { search: InboxSearch }) {
  const [isOpen, setIsOpen] = useState(false)
  const isNarrowed = filterCount(search) > 0 || search.sort !== undefined
  // A list within it closes first.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !hadList(event.nativeEvent)) setIsOpen(false)
  }
  return (
    <Popover
      position="bottom-end"
      width={296}
      opened={isOpen}
      onChange={setIsOpen}
      trapFocus
      returnFocus
      closeOnEscape={false}
    >
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
      <Popover.Dropdown onKeyDown={onKeyDown}>{isOpen && <FilterForm search={search} />}</Popover.Dropdown>
    </Popover>
  )
}
