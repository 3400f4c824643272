import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useState } from 'react'
import { useKeys } from '../../../keys/use-keys.ts'
import { IconUser, IconUsers } from '../../../look/icons.ts'
import { StaffMark } from '../../../data/people/staff-mark.tsx'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { teamsQuery } from '../../../data/people/teams-query.ts'
import { useMe } from '../../../data/me/use-me.ts'
import { w } from '../../../words/words.ts'
import classes from './owner-menu.module.css'
import { useIssueActions } from '../../../data/issues/use-issue-actions.ts'

export function OwnerMenu({ issue }: { issue: Issue }) {
  const me = useMe()
  const [isOpen, setIsOpen] = useState(false)
  useKeys({ 'shift+A': () => setIsOpen(true) })
  const { assign, assignTeam } = useIssueActions()
  const staff = useQuery(staffQuery)
  const others = (staff.data?.items ?? []).filter((member) => member.active && member.id !== me.id)
  const teams = useQuery(teamsQuery).data?.items ?? []
  const team = issue.teamId === null ? null : (teams.find(({ id }) => id === issue.teamId)?.name ?? w.issue.teamGone)
  const name = issue.ownerName ?? team ?? w.common.nobody
  return (
    <Menu position="bottom-end" opened={isOpen} onChange={setIsOpen}>
      <Menu.Target>
        <Button
          variant="default"
          className={classes.button}
          title={`${w.issue.owner} · ⇧ A`}
          aria-label={w.issue.ownerIs(issue.ownerId === me.id ? `${w.common.me} (${name})` : name)}
          leftSection={
            issue.ownerName ? (
              <StaffMark id={issue.ownerId} name={issue.ownerName} size={18} />
            ) : team ? (
              <IconUsers size={14} stroke={1.75} aria-hidden />
            ) : (
              <IconUser size={14} stroke={1.75} aria-hidden />
            )
          }
        >
          <span className={classes.name}>{issue.ownerId === me.id ? w.common.me : name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Label>{w.issue.owner}</Menu.Label>
        <Owner
          label={w.issue.assignToMe}
          hint="a"
          isOwner={issue.ownerId === me.id}
          onClick={() => assign(issue, me)}
        />
        <Owner label={w.common.nobody} isOwner={issue.ownerId === null} onClick={() => assign(issue, null)} />
        {others.length > 0 && <Menu.Divider />}
        {others.map((member) => (
          <Owner
            key={member.id}
            label={member.name}
            isOwner={issue.ownerId === member.id}
            onClick={() => assign(issue, member)}
          />
        ))}
        {teams.length > 0 && (
          <>
            <Menu.Label>{w.issue.teams}</Menu.Label>
            {issue.teamId !== null && (
              <Owner label={w.issue.noTeam} isOwner={false} onClick={() => assignTeam(issue, null)} />
            )}
            {teams.map(({ id, name: label }) => (
              <Owner
                key={id}
                label={label}
                isOwner={issue.teamId === id}
                onClick={() => assignTeam(issue, { id, name: label })}
              />
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

interface OwnerProps {
  label: string
  hint?: string
  isOwner: boolean
  onClick: () => void
}

function Owner({ label, hint, isOwner, onClick }: OwnerProps) {
  return (
    <Menu.RadioItem
      value={label}
      checked={isOwner}
      closeMenuOnClick
      rightSection={hint && !isOwner ? <span className={classes.hint}>{hint}</span> : undefined}
      onChange={() => {
        if (!isOwner) onClick()
      }}
    >
      <bdi>{label}</bdi>
    </Menu.RadioItem>
  )
}
