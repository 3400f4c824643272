import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import type { Tag } from '@throughline/protocol/tags/tags.ts'
import { useState } from 'react'
import { findTags } from '../../../data/tags/find-tags.ts'
import { useTags } from '../../../data/tags/tags-query.ts'
import { useTagList } from './use-tag-list.ts'
import { w } from './words/words.ts'

export function MergeTag({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const { merge } = useTagList()
  const others = useTags().filter(({ id }) => id !== tag.id)
  const [typed, setTyped] = useState('')
  const [intoId, setIntoId] = useState<string | null>(null)
  const into = others.find(({ id }) => id === intoId)
  const words = w.tagList
  // What is chosen stays among the options, whatever is typed.
  const found = into && typed === into.name ? [into] : findTags(others, typed)
  return (
    <Modal opened onClose={onClose} title={words.mergeTitle(tag.name)}>
      <Stack>
        <Text size="xs" c="dimmed">
          {words.mergeMore(tag.name)}
        </Text>
        <Select
          label={words.mergeInto}
          placeholder={words.search}
          searchable
          data-autofocus
          data={found.map(({ id, name }) => ({ value: id, label: name }))}
          filter={({ options }) => options}
          onSearchChange={setTyped}
          value={intoId}
          onChange={setIntoId}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {w.common.cancel}
          </Button>
          <Button
            disabled={!into}
            onClick={() => {
              if (into) merge(tag, into)
              onClose()
            }}
          >
            {words.mergeSubmit}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
