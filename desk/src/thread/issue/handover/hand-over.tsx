import { Alert, Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { handoverFields, handOverIssue } from '@throughline/protocol/issues/handovers.ts'
import { getIssue, type Issue } from '@throughline/protocol/issues/issues.ts'
import { applyIssue } from '../../../data/issues/inbox-stream.ts'
import { useMe } from '../../../data/me/use-me.ts'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { teamsQuery } from '../../../data/people/teams-query.ts'
import { keys } from '../../../data/query-keys.ts'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'
import { isProblem } from '../../../session/problem-error.ts'
import { w } from '../../../words/words.ts'
import { keptPacket, keepPacket } from './kept-packets.ts'

export function HandOver({ issue, onClose }: { issue: Issue; onClose: () => void }) {
  const queryClient = useQueryClient()
  const recipients = useRecipients(issue)
  const form = useForm({
    initialValues: keptPacket(issue.id),
    onValuesChange: (values) => {
      keepPacket(issue.id, values)
      form.clearFieldError('next')
    },
    validate: {
      to: (to) => (recipients.nameOf(to) === null ? w.handover.toMissing : null),
      next: (_next, values) => (handoverFields.some((field) => values[field].trim() !== '') ? null : w.handover.empty),
    },
  })
  const handing = useMutation({
    mutationFn: ({ to, ...said }: typeof form.values) => {
      const [kind, id = null] = to.split(' ')
      const recipient = kind === 'team' ? { teamId: id, ownerId: null } : { ownerId: id }
      const body = { ...recipient, ...said, was: { ownerId: issue.ownerId } }
      return call(handOverIssue, { params: { id: issue.id }, body })
    },
    onSuccess: (changed, { to }) => {
      applyIssue(queryClient, changed)
      keepPacket(issue.id, null)
      tell(w.handover.done(recipients.nameOf(to) ?? ''))
      onClose()
    },
    onError: async (error) => {
      if (!isProblem(error, 'conflict')) return
      applyIssue(queryClient, await call(getIssue, { params: { id: issue.id } }))
      void queryClient.invalidateQueries({ queryKey: keys.issue(issue.id) })
    },
  })
  return (
    <Modal opened onClose={onClose} title={w.handover.title(issue.number)} size="lg" closeOnClickOutside={false}>
      <form onSubmit={form.onSubmit((values) => handing.mutate(values))}>
        <Stack gap="sm">
          <Text size="xs">{w.handover.more}</Text>
          {handing.error && (
            <Alert color="red" role="alert">
              {isProblem(handing.error, 'conflict')
                ? w.handover.meanwhile(issue.ownerName ?? w.common.nobody)
                : sentenceOf(handing.error)}
            </Alert>
          )}
          <Select
            {...form.getInputProps('to')}
            onChange={(to) => form.setFieldValue('to', to ?? '')}
            label={w.handover.to}
            placeholder={w.handover.toPlaceholder}
            data={recipients.groups}
            nothingFoundMessage={w.common.noMatches}
            searchable
            data-autofocus
          />
          {handoverFields.map((field) => (
            <Textarea
              {...form.getInputProps(field)}
              key={field}
              label={w.handover[field]}
              placeholder={w.handover[`${field}More`]}
              maxLength={5000}
              autosize
              minRows={1}
              maxRows={6}
            />
          ))}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.common.cancel}
            </Button>
            <Button type="submit" loading={handing.isPending}>
              {w.handover.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Active colleagues and teams, without oneself and the present owner. */
function useRecipients(issue: Issue) {
  const me = useMe()
  const staff = useQuery(staffQuery).data?.items ?? []
  const teams = useQuery(teamsQuery).data?.items ?? []
  const people = staff
    .filter(({ id, active }) => active && id !== me.id && id !== issue.ownerId)
    .map(({ id, name }) => ({ value: `staff ${id}`, label: name }))
  const ofTeams = teams.map(({ id, name }) => ({ value: `team ${id}`, label: name }))
  return {
    groups: [
      { group: w.handover.people, items: people },
      { group: w.handover.teams, items: ofTeams },
    ].filter(({ items }) => items.length > 0),
    nameOf: (value: string) => [...people, ...ofTeams].find((one) => one.value === value)?.label ?? null,
  }
}
