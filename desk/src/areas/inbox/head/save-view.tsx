import { Autocomplete, Button, Group, Modal, Stack, Switch } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { tell } from '../../../look/tell.tsx'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../data/me/use-me.ts'
import { w } from '../words/words.ts'
import { viewOfSearch, type InboxSearch } from '../inbox-search.ts'
import { useChangeViews, useViews } from '../../../data/issues/views-query.ts'

/** Under a new name it is a new view; under the name of one that may be changed, it takes its place. */
export function SaveView({ search, onClose }: { search: InboxSearch; onClose: () => void }) {
  const words = w.inbox.views
  const navigate = useNavigate()
  const mayShare = useMay('issues.write')
  const changeable = (useViews() ?? []).filter((view) => view.mayChange)
  const { create, update } = useChangeViews()
  const [name, setName] = useState('')
  const [isShared, setIsShared] = useState(false)
  const before = changeable.find((view) => view.name === name.trim())

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const content = { name: name.trim(), shared: before?.shared ?? isShared, ...viewOfSearch(search) }
    const view = await (before ? update.mutateAsync({ id: before.id, to: content }) : create.mutateAsync(content))
    tell(words.saved(view.name))
    onClose()
    await navigate({ to: paths.inbox, search: { view: view.id } })
  }
  return (
    <Modal opened onClose={onClose} title={words.saveTitle} size="sm">
      {/* The mutation shows what goes wrong. */}
      <form onSubmit={(event) => void save(event).catch(() => undefined)}>
        <Stack gap="md">
          <Autocomplete
            label={w.common.name}
            data-autofocus
            required
            withAsterisk={false}
            maxLength={200}
            size="xs"
            data={changeable.map((view) => view.name)}
            value={name}
            onChange={setName}
          />
          {!before && mayShare && (
            <Switch
              label={words.shared}
              description={words.sharedMore}
              checked={isShared}
              onChange={(event) => setIsShared(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.common.cancel}
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={create.isPending || update.isPending}>
              {before ? words.replace : w.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
