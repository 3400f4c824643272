import { Alert, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Permission } from '@throughline/protocol/permissions.ts'
import { createRole, updateRole, type Role } from '@throughline/protocol/staff/roles.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { isProblem } from '../../../session/problem-error.ts'
import { ChangedMeanwhile } from '../../../look/changed-meanwhile.tsx'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { useMe } from '../../../data/me/use-me.ts'
import { w } from './words/words.ts'
import { rolesQuery } from '../../../data/people/staff-query.ts'
import { PermissionList } from './permission-list.tsx'

export interface RoleFormProps {
  /** null: a new one. */
  role: Role | null
  roles: Role[]
  onClose: () => void
}

export function RoleForm({ role, roles, onClose }: RoleFormProps) {
  const queryClient = useQueryClient()
  const me = useMe()
  const [name, setName] = useState(role?.name ?? '')
  const [nameProblem, setNameProblem] = useState<string | null>(null)
  const [permissions, setPermissions] = useState<Permission[]>(role?.permissions ?? startingWith(roles, 'staff', me))
  /** As it was last seen; `theirs`: what somebody else has made of it since it was opened. */
  const [seen, setSeen] = useState(role)
  const [theirs, setTheirs] = useState<Role | null>(null)
  const saving = useMutation({
    mutationFn: () =>
      seen
        ? call(updateRole, {
            params: { id: seen.name },
            body: { permissions, was: { permissions: seen.permissions } },
          })
        : call(createRole, { body: { name, permissions } }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: keys.roles })
      await queryClient.invalidateQueries({ queryKey: keys.me })
      tell(w.roles.saved(saved.name))
      onClose()
    },
    onError: async (error) => {
      if (!isProblem(error, 'conflict')) return
      const { items } = await queryClient.fetchQuery({ ...rolesQuery, staleTime: 0 })
      const now = items.find(({ name: known }) => known === seen?.name) ?? null
      setSeen(now)
      setTheirs(now)
    },
  })
  const submit = () => {
    if (!/^[a-z][a-z0-9-]{1,39}$/.test(name)) setNameProblem(w.roles.nameWrong)
    else saving.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={role ? w.roles.editTitle(role.name) : w.roles.addTitle} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          {theirs && (
            <ChangedMeanwhile
              theirs={differences(theirs.permissions, permissions)}
              onTakeTheirs={() => {
                setPermissions(theirs.permissions)
                setTheirs(null)
              }}
            />
          )}
          {saving.error && !theirs && (
            <Alert color="red" role="alert">
              {sentenceOf(saving.error)}
            </Alert>
          )}
          {!role && (
            <Group align="flex-start" grow>
              <TextInput
                label={w.roles.name}
                description={w.roles.nameMore}
                value={name}
                error={nameProblem}
                maxLength={40}
                data-autofocus
                onChange={(event) => {
                  setName(event.currentTarget.value)
                  setNameProblem(null)
                }}
              />
              <Select
                label={w.roles.startFrom}
                description={' '}
                defaultValue="staff"
                data={roles.map((known) => ({
                  value: known.name,
                  label: w.people.roleNames[known.name] ?? known.name,
                }))}
                onChange={(from) => from && setPermissions(startingWith(roles, from, me))}
              />
            </Group>
          )}
          <PermissionList value={permissions} onChange={setPermissions} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.common.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {w.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The permissions by which theirs differ from what is chosen here. */
function differences(theirs: readonly Permission[], ours: readonly Permission[]): string[] {
  const given = theirs.filter((permission) => !ours.includes(permission))
  const taken = ours.filter((permission) => !theirs.includes(permission))
  return [
    ...given.map((permission) => w.meanwhile.line(w.roles.permissions[permission] ?? permission, w.meanwhile.given)),
    ...taken.map((permission) => w.meanwhile.line(w.roles.permissions[permission] ?? permission, w.meanwhile.notGiven)),
  ]
}

/** As far as one may give it. */
function startingWith(roles: Role[], name: string, me: { permissions: Permission[] }): Permission[] {
  const from = roles.find((role) => role.name === name)?.permissions ?? []
  return from.filter((permission) => me.permissions.includes(permission))
}
