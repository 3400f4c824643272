import { Button, Menu, Modal } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { permissions } from '@throughline/protocol/permissions.ts'
import { deleteRole, type Role } from '@throughline/protocol/staff/roles.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { Failure } from '../../../look/failure.tsx'
import { IconPlus } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { useMay } from '../../../data/me/use-me.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { CardList, RowText } from '../card-list.tsx'
import { RemoveDialog } from '../remove-dialog.tsx'
import { RowMenu } from '../row-menu.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { rolesQuery } from '../../../data/people/staff-query.ts'
import { PermissionList } from './permission-list.tsx'
import { RoleForm } from './role-form.tsx'
import { SectionHeading } from '../../../look/detail-heading.tsx'

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
      <SectionHeading className={cards.heading}>{title}</SectionHeading>
      <CardList label={title} items={roles} keyOf={({ name }) => name}>
        {(role) => <RoleRow role={role} mayManage={mayManage} onEdit={() => onEdit(role)} />}
      </CardList>
    </>
  )
}

function RoleRow({ role, mayManage, onEdit }: { role: Role; mayManage: boolean; onEdit: () => void }) {
  const queryClient = useQueryClient()
  const [isRemoving, setIsRemoving] = useState(false)
  const [isShown, setIsShown] = useState(false)
  const name = w.people.roleNames[role.name] ?? role.name
  const isEverything = role.permissions.length === permissions.length
  return (
    <div className={cards.row}>
      <RowText name={name}>
        <span className={cards.more}>{isEverything ? w.roles.all : w.roles.count(role.permissions.length)}</span>
      </RowText>
      {mayManage ? (
        <>
          <Button variant="default" onClick={onEdit} aria-label={`${w.roles.edit}: ${name}`}>
            {w.roles.edit}
          </Button>
          <RowMenu label={w.roles.menu(name)}>
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
        <RemoveDialog
          title={w.roles.removeTitle(name)}
          more={w.roles.removeMore}
          submit={w.roles.removeSubmit}
          remove={() => call(deleteRole, { params: { id: role.name } })}
          onRemoved={() => queryClient.invalidateQueries({ queryKey: keys.roles })}
          removed={w.roles.removed(role.name)}
          onClose={() => setIsRemoving(false)}
        />
      )}
    </div>
  )
}
