import { Badge, Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { updateStaff, type StaffMember } from '@throughline/protocol/staff/members.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { ConfirmDialog } from '../../../look/confirm-dialog.tsx'
import { PersonMark } from '../../../look/person-mark.tsx'
import { tellProblem } from '../../../look/tell.tsx'
import { useMay, useMe } from '../../../data/me/use-me.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { RowMenu } from '../row-menu.tsx'
import { RoleSelect } from '../role-select.tsx'
import { FirstPassword } from './first-password.tsx'
import { InvitationBadge, InvitationItems } from './invitation.tsx'

export function MemberRow({ member, mayManage }: { member: StaffMember; mayManage: boolean }) {
  const queryClient = useQueryClient()
  const me = useMe()
  const [isAsking, setIsAsking] = useState(false)
  const [isGiving, setIsGiving] = useState(false)
  const mayKeepTokens = useMay('tokens.manage')
  const holdsMore = member.permissions.some((permission) => !me.permissions.includes(permission))
  const changing = useMutation({
    mutationFn: (body: { role?: string; active?: boolean; keepTokens?: boolean }) =>
      call(updateStaff, { params: { id: member.id }, body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.staff }),
    onError: tellProblem,
  })
  return (
    <div className={`${cards.row} ${cards.wraps}`}>
      <PersonMark name={member.name} photoUrl={member.photoUrl} size={32} />
      <span className={cards.what}>
        <span className={cards.name}>
          <bdi>{member.name}</bdi> {member.id === me.id && <span className={cards.more}>({w.staff.you})</span>}
        </span>
        <span className={cards.more}>{member.email}</span>
      </span>
      {!member.active && <Badge color="gray">{w.staff.inactive}</Badge>}
      <InvitationBadge member={member} />
      {member.twoFactorEnabled && <Badge color="green">{w.staff.twoFactor}</Badge>}
      {mayManage && !holdsMore ? (
        <>
          <RoleSelect
            w={112}
            className={cards.below ?? ''}
            aria-label={`${w.people.role}: ${member.name}`}
            value={(changing.isPending && changing.variables.role) || member.role}
            onChange={(role) => role && changing.mutate({ role })}
          />
          <RowMenu label={w.staff.menu(member.name)}>
            {member.active && !member.hasSignIn && (
              <InvitationItems member={member} onGivePassword={() => setIsGiving(true)} />
            )}
            <Menu.Item
              color={member.active ? 'red' : undefined}
              onClick={() => changing.mutate({ active: !member.active })}
            >
              {member.active ? w.staff.switchOff : w.staff.switchOn}
            </Menu.Item>
            {member.active && mayKeepTokens && (
              <Menu.Item color="red" onClick={() => setIsAsking(true)}>
                {w.staff.switchOffKeepTokens}
              </Menu.Item>
            )}
          </RowMenu>
          {isGiving && <FirstPassword member={member} onClose={() => setIsGiving(false)} />}
          {isAsking && (
            <ConfirmDialog
              title={w.staff.keepTokensTitle(member.name)}
              more={w.staff.switchOffKeepTokensMore}
              submit={w.staff.switchOff}
              cancel={w.common.cancel}
              isBusy={changing.isPending}
              onConfirm={() =>
                changing.mutate({ active: false, keepTokens: true }, { onSettled: () => setIsAsking(false) })
              }
              onClose={() => setIsAsking(false)}
            />
          )}
        </>
      ) : (
        <span>{w.people.roleNames[member.role] ?? member.role}</span>
      )}
    </div>
  )
}
