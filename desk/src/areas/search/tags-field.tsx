import { MultiSelect } from '@mantine/core'
import { mostTagsInFilter } from '@throughline/protocol/issues/issues.ts'
import { useState } from 'react'
import { findTags } from '../../data/tags/find-tags.ts'
import { useTags } from '../../data/tags/tags-query.ts'
import { w } from './words/words.ts'

/** Only what belongs to an issue with one of these tags. */
export function TagsField({ chosen, onChange }: { chosen: string[]; onChange: (ids: string[]) => void }) {
  const tags = useTags()
  const [typed, setTyped] = useState('')
  if (tags.length === 0 && chosen.length === 0) return null
  const there = tags.filter(({ id }) => chosen.includes(id))
  const others = tags.filter(({ id }) => !chosen.includes(id))
  const gone = chosen.filter((id) => !tags.some((tag) => tag.id === id))
  return (
    <MultiSelect
      mt="xs"
      aria-label={w.searchPage.tags}
      placeholder={chosen.length > 0 ? '' : w.searchPage.tags}
      data={[
        ...[...there, ...findTags(others, typed)].map(({ id, name }) => ({ value: id, label: name })),
        ...gone.map((id) => ({ value: id, label: w.tags.gone })),
      ]}
      value={chosen}
      onChange={(ids) => {
        setTyped('')
        onChange(ids)
      }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // Found above, and no more of them than can be read.
      filter={({ options }) => options}
      clearable
      maxValues={mostTagsInFilter}
    />
  )
}
