import { Alert, Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createTeam, updateTeam, type Team } from '@throughline/protocol/staff/teams.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { isProblem } from '../../../session/problem-error.ts'
import { ChangedMeanwhile } from '../../../look/changed-meanwhile.tsx'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { w } from './words/words.ts'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { teamsQuery } from '../../../data/people/teams-query.ts'

export function TeamForm({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const queryClient = useQueryClient()
  const staff = useQuery(staffQuery)
  /** As it was last seen; `theirs`: what somebody else has made of it since it was opened. */
  const [seen, setSeen] = useState(team)
  const [theirs, setTheirs] = useState<Team | null>(null)
  const form = useForm({
    initialValues: { name: team?.name ?? '', memberIds: team?.memberIds ?? [] },
    validate: { name: isNotEmpty(w.form.required) },
  })
  const saving = useMutation({
    mutationFn: (body: typeof form.values) =>
      seen
        ? call(updateTeam, {
            params: { id: seen.id },
            body: { ...body, was: { name: seen.name, memberIds: seen.memberIds } },
          })
        : call(createTeam, { body }),
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: keys.teams })
      tell(w.teams.saved(name))
      onClose()
    },
    onError: async (error) => {
      if (!isProblem(error, 'conflict')) return
      const { items } = await queryClient.fetchQuery({ ...teamsQuery, staleTime: 0 })
      const now = items.find(({ id }) => id === seen?.id) ?? null
      setSeen(now)
      setTheirs(now)
    },
  })
  const nameOf = (staffId: string) => staff.data?.items.find(({ id }) => id === staffId)?.name ?? staffId
  const people = (staff.data?.items ?? [])
    .filter((member) => member.active || team?.memberIds.includes(member.id))
    .map((member) => ({ value: member.id, label: member.name }))
  return (
    <Modal opened onClose={onClose} title={team ? w.teams.editTitle : w.teams.add} size="sm">
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
        <Stack>
          {theirs && (
            <ChangedMeanwhile
              theirs={[
                w.meanwhile.line(w.teams.name, theirs.name),
                w.meanwhile.line(w.teams.members, theirs.memberIds.map(nameOf).join(', ') || w.meanwhile.empty),
              ]}
              onTakeTheirs={() => {
                form.setValues({ name: theirs.name, memberIds: theirs.memberIds })
                setTheirs(null)
              }}
            />
          )}
          {saving.error && !theirs && (
            <Alert color="red" role="alert">
              {sentenceOf(saving.error)}
            </Alert>
          )}
          <TextInput {...form.getInputProps('name')} label={w.teams.name} maxLength={200} data-autofocus />
          <MultiSelect
            {...form.getInputProps('memberIds')}
            label={w.teams.members}
            placeholder={form.values.memberIds.length === 0 ? w.teams.membersPlaceholder : ''}
            data={people}
            searchable
            hidePickedOptions
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.common.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {team ? w.common.save : w.common.add}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
