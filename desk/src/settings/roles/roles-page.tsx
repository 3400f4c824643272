import { Button, Menu, Modal } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { permissions } from '@throughline/protocol/permissions.ts'
import { deleteRole, type Role } from '@throughline/protocol/staff.ts'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { keys } from '../../api/keys.ts'
import { Failure } from '../../look/failure.tsx'
import { IconPlus } from '../../look/icons.ts'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { tell, tellProblem } from '../../look/tell.tsx'
import { useMay } from '../../shell/use-me.ts'
import { w } from '../../words/words.ts'
import cards from '../card-list.module.css'
import { ConfirmDialog } from '../../look/confirm-dialog.tsx'
import { RowMenu } from '../row-menu.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { rolesQuery } from '../staff/staff-query.ts'
import { PermissionList } from './permission-list.tsx'
import { RoleForm } from './role-form.tsx'

export function RolesPage() {
  const roles = useQuery(rolesQuery)
  const mayManage = useMay('staff.manage')
  const [editing, setEditing] = useState<Role | 'new' | null>(null)
  if (roles.isPending) return <LateSkeleton />
  if (roles.isError) return <Failure error={roles.error} onRetry={roles.refetch} />
  const custom = roles.data.items.filter((role) => !role.builtIn)
  return (
    <>
      <SettingsHead
        title={w.roles.title}
        more={w.roles.more}
        action={
          mayManage && (
            <Button leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />} onClick={() => setEditing('new')}>
              {w.roles.add}
            </Button>
          )
        }
      />
      {custom.length > 0 && (
        <RoleRows title={w.roles.custom} roles={custom} mayManage={mayManage} onEdit={setEditing} />
      )}
      <RoleRows
        title={w.roles.builtIn}
        roles={roles.data.items.filter((role) => role.builtIn)}
        mayManage={false}
        onEdit={setEditing}
      />
      {editing && (
        <RoleForm role={editing === 'new' ? null : editing} roles={roles.data.items} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

interface RoleRowsProps {
  title: string
  roles: Role[]
  mayManage: boolean
  onEdit: (role: Role) => void
}

function RoleRows({ title, roles, mayManage, onEdit }: RoleRowsProps) {
  return (
    <>
      <h3 className={cards.heading}>{title}</h3>
      <ul className={cards.list} aria-label={title}>
        {roles.map((role) => (
          <li key={role.name}>
            <RoleRow role={role} mayManage={mayManage} onEdit={() => onEdit(role)} />
          </li>
        ))}
      </ul>
    </>
  )
}

function RoleRow({ role, mayManage, onEdit }: { role: Role; mayManage: boolean; onEdit: () => void }) {
  const queryClient = useQueryClient()
  const [isRemoving, setIsRemoving] = useState(false)
  const [isShown, setIsShown] = useState(false)
  const removing = useMutation({
    mutationFn: () => call(deleteRole, { params: { id: role.name } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.roles })
      tell(w.roles.removed(role.name))
    },
    onError: tellProblem,
    onSettled: () => setIsRemoving(false),
  })
  const name = w.staff.roles[role.name] ?? role.name
  const isEverything = role.permissions.length === permissions.length
  return (
    <div className={cards.row}>
      <span className={cards.what}>
        <bdi className={cards.name}>{name}</bdi>
        <span className={cards.more}>{isEverything ? w.roles.all : w.roles.count(role.permissions.length)}</span>
      </span>
      {mayManage ? (
        <>
          <Button variant="default" onClick={onEdit} aria-label={`${w.roles.edit}: ${name}`}>
            {w.roles.edit}
          </Button>
          <RowMenu label={w.staff.menu(name)}>
            <Menu.Item color="red" onClick={() => setIsRemoving(true)}>
              {w.roles.remove}
            </Menu.Item>
          </RowMenu>
        </>
      ) : (
        <Button variant="subtle" color="gray" onClick={() => setIsShown(true)} aria-label={`${w.roles.show}: ${name}`}>
          {w.roles.show}
        </Button>
      )}
      {isShown && (
        <Modal opened onClose={() => setIsShown(false)} title={w.roles.editTitle(name)} size="lg">
          <PermissionList value={role.permissions} />
        </Modal>
      )}
      {isRemoving && (
        <ConfirmDialog
          title={w.roles.removeTitle(name)}
          more={w.roles.removeMore}
          submit={w.roles.removeSubmit}
          cancel={w.common.cancel}
          isBusy={removing.isPending}
          onConfirm={() => removing.mutate()}
          onClose={() => setIsRemoving(false)}
        />
      )}
    </div>
  )
}
