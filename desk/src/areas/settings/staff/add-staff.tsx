import {
  Alert,
  Button,
  Group,
  Input,
  Modal,
  PasswordInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { isEmail, isNotEmpty, useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { passwordLength } from '@throughline/protocol/staff/password.ts'
import { createStaff } from '@throughline/protocol/staff/members.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { language } from '../../../words/locale.ts'
import { w } from './words/words.ts'
import { RoleSelect } from '../role-select.tsx'
import { offerQuery, tellInvited } from './invitation.tsx'

export function AddStaff({ onClose }: { onClose: () => void }) {
  const offer = useQuery(offerQuery)
  return (
    <Modal opened onClose={onClose} title={w.staff.add} size="sm">
      {offer.isPending ? (
        <LateSkeleton rows={4} />
      ) : (
        // Where it is not known whether mail can leave, nothing is promised.
        <AddForm from={offer.data?.from ?? null} hasNoMail={offer.data?.why === 'no_mail'} onClose={onClose} />
      )}
    </Modal>
  )
}

interface AddFormProps {
  /** The address that invitations come from; null: they are not offered. */
  from: string | null
  hasNoMail: boolean
  onClose: () => void
}

function AddForm({ from, hasNoMail, onClose }: AddFormProps) {
  const queryClient = useQueryClient()
  const [invites, setInvites] = useState(from !== null)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '', role: 'staff' },
    validate: {
      name: isNotEmpty(w.fields.nameMissing),
      email: isEmail(w.fields.emailWrong),
      password: (value) => (!invites && value.length < passwordLength.least ? w.fields.passwordShort : null),
    },
  })
  const adding = useMutation({
    mutationFn: ({ password, ...person }: typeof form.values) =>
      call(createStaff, { body: { ...person, ...(invites ? { invite: { language: language() } } : { password }) } }),
    onSuccess: async (member) => {
      await queryClient.invalidateQueries({ queryKey: keys.staff })
      if (invites) tellInvited(member, w.staff.invitationNotSent(member.name))
      else tell(w.staff.added(member.name))
      onClose()
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => adding.mutate(values))} noValidate>
      <Stack>
        {adding.error && (
          <Alert color="red" role="alert">
            {sentenceOf(adding.error)}
          </Alert>
        )}
        <TextInput {...form.getInputProps('name')} key={form.key('name')} label={w.common.name} data-autofocus />
        <TextInput
          {...form.getInputProps('email')}
          key={form.key('email')}
          label={w.common.email}
          type="email"
          autoComplete="off"
        />
        {from !== null && (
          <Input.Wrapper label={w.staff.howTheyBegin}>
            <SegmentedControl
              fullWidth
              aria-label={w.staff.howTheyBegin}
              value={invites ? 'invitation' : 'password'}
              onChange={(way) => setInvites(way === 'invitation')}
              data={[
                { value: 'invitation', label: w.staff.byInvitation },
                { value: 'password', label: w.staff.byPassword },
              ]}
            />
            {invites && (
              <Text size="xs" c="dimmed" mt={4}>
                {w.staff.invitationMore(from)}
              </Text>
            )}
          </Input.Wrapper>
        )}
        {!invites && (
          <PasswordInput
            {...form.getInputProps('password')}
            key={form.key('password')}
            label={w.staff.firstPassword}
            description={hasNoMail ? `${w.staff.firstPasswordMore} ${w.staff.noMail}` : w.staff.firstPasswordMore}
            autoComplete="new-password"
          />
        )}
        <RoleSelect {...form.getInputProps('role')} key={form.key('role')} label={w.people.role} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {w.common.cancel}
          </Button>
          <Button type="submit" loading={adding.isPending}>
            {invites ? w.staff.invite : w.common.add}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
