import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues.ts'
import { IconCheck, IconUser } from '../../look/icons.ts'
import { PersonMark } from '../../look/person-mark.tsx'
import { staffQuery } from '../../settings/staff/staff-query.ts'
import { useMe } from '../../shell/use-me.ts'
import { w } from '../../words/words.ts'
import classes from './owner-menu.module.css'
import { useIssueActions } from '../use-issue-actions.ts'

export function OwnerMenu({ issue }: { issue: Issue }) {
  const me = useMe()
  const { assign } = useIssueActions()
  const staff = useQuery(staffQuery)
  const others = (staff.data?.items ?? []).filter((member) => member.active && member.id !== me.id)
  const name = issue.ownerName ?? w.common.nobody
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          className={classes.button}
          aria-label={w.issue.ownerIs(name)}
          leftSection={
            issue.ownerName ? (
              <PersonMark name={issue.ownerName} size={18} />
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
  const mark = isOwner ? <IconCheck size={14} aria-hidden /> : hint && <span className={classes.hint}>{hint}</span>
  return (
    <Menu.Item role="menuitemradio" aria-checked={isOwner} rightSection={mark} onClick={onClick} disabled={isOwner}>
      <bdi>{label}</bdi>
    </Menu.Item>
  )
}
