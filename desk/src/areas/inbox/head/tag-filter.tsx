import { MultiSelect, SegmentedControl, Stack } from '@mantine/core'
import { useState } from 'react'
import { findTags } from '../../../data/tags/find-tags.ts'
import { useTags } from '../../../data/tags/tags-query.ts'
import { w } from '../words/words.ts'
import { tagIdsOf, tagModes, type InboxSearch, type TagMode } from '../inbox-search.ts'

export interface TagFilterProps {
  search: InboxSearch
  onChange: (change: Record<string, string | null>) => void
}

/** With any, all or none of some tags: one of the three at a time. */
export function TagFilter({ search, onChange }: TagFilterProps) {
  const words = w.inbox.filter
  const tags = useTags()
  const [typed, setTyped] = useState('')
  const [mode, setMode] = useState<TagMode>(() => tagModes.find((one) => search[one] !== undefined) ?? 'tagsAny')
  if (tags.length === 0) return null
  const chosen = tagIdsOf(search, mode)
  const [there, others] = [tags.filter(({ id }) => chosen.includes(id)), tags.filter(({ id }) => !chosen.includes(id))]
  const unknown = chosen.filter((id) => !tags.some((tag) => tag.id === id))
  const data = [
    ...[...there, ...findTags(others, typed)].map(({ id, name }) => ({ value: id, label: name })),
    ...unknown.map((id) => ({ value: id, label: w.tags.gone })),
  ]
  const change = (to: TagMode, ids: string[]) => {
    const none = Object.fromEntries(tagModes.map((one) => [one, null]))
    onChange({ ...none, [to]: ids.join(',') })
  }
  return (
    <Stack gap={4}>
      <MultiSelect
        label={words.tags}
        placeholder={chosen.length > 0 ? '' : words.any}
        data={data}
        value={chosen}
        onChange={(ids) => {
          setTyped('')
          change(mode, ids)
        }}
        searchable
        searchValue={typed}
        onSearchChange={setTyped}
        // Found above, and no more of them than can be read.
        filter={({ options }) => options}
        clearable
        maxValues={50}
        comboboxProps={{ withinPortal: false, shadow: 'md' }}
      />
      {chosen.length > 0 && (
        <SegmentedControl
          aria-label={words.tags}
          fullWidth
          size="xs"
          value={mode}
          onChange={(to) => {
            const next = tagModes.find((one) => one === to) ?? 'tagsAny'
            setMode(next)
            change(next, chosen)
          }}
          data={tagModes.map((value) => ({ value, label: words.tagMode[value] }))}
        />
      )}
    </Stack>
  )
}
