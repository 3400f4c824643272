import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { tagColours, TagColour, type Tag } from '@throughline/protocol/tags/tags.ts'
import { useState, type FormEvent } from 'react'
import { TagDot } from '../../../look/tag-chip.tsx'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { isProblem } from '../../../session/problem-error.ts'
import { useTagList } from './use-tag-list.ts'
import { w } from './words/words.ts'

/** `tag`: null for a new one. */
export function TagForm({ tag, onClose }: { tag: Tag | null; onClose: () => void }) {
  const { create, update } = useTagList()
  const [name, setName] = useState(tag?.name ?? '')
  const [colour, setColour] = useState<TagColour>(tag?.colour ?? 'gray')
  const [description, setDescription] = useState(tag?.description ?? '')
  const [failure, setFailure] = useState<unknown>(null)
  const [isBusy, setIsBusy] = useState(false)
  const words = w.tagList
  const save = async () => {
    setIsBusy(true)
    try {
      const fields = { name, colour, description }
      if (tag) await update(tag, { ...fields, was: { updatedAt: tag.updatedAt } })
      else await create(fields)
      tell(words.saved(name.trim()))
      onClose()
    } catch (error) {
      setFailure(error)
    } finally {
      setIsBusy(false)
    }
  }
  const isOfName = isProblem(failure, 'already_exists', 'invalid_request')
  return (
    <Modal opened onClose={onClose} title={tag ? words.editTitle : words.addTitle}>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack>
          <TextInput
            label={words.name}
            value={name}
            dir="auto"
            maxLength={60}
            required
            data-autofocus
            error={isOfName ? sentenceOf(failure) : undefined}
            onChange={(event) => {
              setName(event.currentTarget.value)
              setFailure(null)
            }}
          />
          <Select
            label={words.colour}
            value={colour}
            onChange={(value) => setColour(TagColour.parse(value))}
            allowDeselect={false}
            data={tagColours.map((value) => ({ value, label: words.colours[value] }))}
            leftSection={<TagDot colour={colour} />}
            renderOption={({ option }) => (
              <Group gap={8}>
                <TagDot colour={TagColour.parse(option.value)} />
                {option.label}
              </Group>
            )}
          />
          <Textarea
            label={words.description}
            description={words.descriptionMore}
            placeholder={w.common.optional}
            value={description}
            dir="auto"
            maxLength={500}
            autosize
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          {failure !== null && !isOfName && <span role="alert">{sentenceOf(failure)}</span>}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.common.cancel}
            </Button>
            <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
              {w.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
