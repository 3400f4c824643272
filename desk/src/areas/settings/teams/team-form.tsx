import { Alert, Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createTeam, updateTeam, type Team } from '@throughline/protocol/staff/teams.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { w } from '../../../words/words.ts'
import { staffQuery } from '../../../data/people/staff-query.ts'

export function TeamForm({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const queryClient = useQueryClient()
  const staff = useQuery(staffQuery)
  const form = useForm({
    initialValues: { name: team?.name ?? '', memberIds: team?.memberIds ?? [] },
    validate: { name: isNotEmpty(w.form.required) },
  })
  const saving = useMutation({
    mutationFn: (body: typeof form.values) =>
      team ? call(updateTeam, { params: { id: team.id }, body }) : call(createTeam, { body }),
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: keys.teams })
      tell(w.teams.saved(name))
      onClose()
    },
  })
  const people = (staff.data?.items ?? [])
    .filter((member) => member.active || team?.memberIds.includes(member.id))
    .map((member) => ({ value: member.id, label: member.name }))
  return (
    <Modal opened onClose={onClose} title={team ? w.teams.editTitle : w.teams.add} size="sm">
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
        <Stack>
          {saving.error && (
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
