import { ActionIcon, Loader, Menu, Tooltip } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { countSoon } from '../../../data/issues/inbox-stream.ts'
import { markUnread } from '../../../data/issues/reads.ts'
import {
  IconCheck,
  IconClock,
  IconFlag,
  IconListCheck,
  IconMail,
  IconTag,
  IconTrash,
  IconUser,
  IconX,
  type Icon,
} from '../../../look/icons.ts'
import { useNow } from '../../../look/use-now.ts'
import { Priority } from '@throughline/protocol/issues/issues.ts'
import { TagPicker } from '../../../thread/issue/tags/tag-picker.tsx'
import { snoozeTimes } from '../../../thread/issue/header/snooze-times.ts'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { useMe } from '../../../data/me/use-me.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from '../words/words.ts'
import classes from './bulk-bar.module.css'
import { useBulkActions } from './use-bulk-actions.ts'
import { usePickedKeys } from './use-picked-keys.ts'
import type { Picked } from './use-picked.ts'

/** What can be done with all that is picked. */
export function BulkBar({ picked, onLeave }: { picked: Picked; onLeave: () => void }) {
  const words = w.inbox.picking
  const me = useMe()
  const now = new Date(useNow())
  const staff = useQuery(staffQuery)
  const { isBusy, assign, close, snooze, setPriority, trash, restore } = useBulkActions(onLeave)
  const { issues } = picked
  const queryClient = useQueryClient()
  const others = (staff.data?.items ?? []).filter((member) => member.active && member.id !== me.id)
  const [menu, setMenu] = useState<'assign' | 'snooze' | 'priority' | null>(null)
  const [isTagging, setIsTagging] = useState(false)
  const opens = (name: 'assign' | 'snooze' | 'priority') => ({
    opened: menu === name && issues.length > 0,
    onChange: (isOpen: boolean) => setMenu(isOpen ? name : null),
  })
  const markAllUnread = () => {
    for (const issue of issues) markUnread(issue, () => countSoon(queryClient))
    onLeave()
  }
  const areTrashed = issues.length > 0 && issues.every(({ trashed }) => trashed !== undefined)
  const trashOrRestore = () => (areTrashed ? restore(issues) : trash(issues))
  usePickedKeys({
    a: () => assign(issues, me),
    A: () => setMenu('assign'),
    h: () => setMenu('snooze'),
    t: () => setIsTagging(true),
    p: () => setMenu('priority'),
    e: () => close(issues),
    '#': trashOrRestore,
    u: markAllUnread,
    Escape: onLeave,
  })
  return (
    <div role="toolbar" aria-label={words.toolbar} className={classes.bar}>
      <span className={classes.count} role="status">
        {picked.isAll && picked.hasMore ? words.countOfMore(issues.length) : words.count(issues.length)}
      </span>
      {isBusy && <Loader size={16} />}
      <Tool icon={IconListCheck} label={words.all} disabled={picked.isPickingAll} onClick={picked.pickAll} />
      <Menu position="top" {...opens('assign')}>
        <Menu.Target>
          <ActionIcon aria-label={words.assign} title={`${words.assign} · ⇧ A`} disabled={isBusy}>
            <IconUser size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          <Menu.Item rightSection={<kbd className={classes.hint}>a</kbd>} onClick={() => assign(issues, me)}>
            {w.issue.assignToMe}
          </Menu.Item>
          <Menu.Item onClick={() => assign(issues, null)}>{w.common.nobody}</Menu.Item>
          {others.length > 0 && <Menu.Divider />}
          {others.map((member) => (
            <Menu.Item key={member.id} onClick={() => assign(issues, member)}>
              <bdi>{member.name}</bdi>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="top" width={264} {...opens('snooze')}>
        <Menu.Target>
          <ActionIcon aria-label={words.snooze} title={`${words.snooze} · h`} disabled={isBusy}>
            <IconClock size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {snoozeTimes(now).map(({ name, at }) => (
            <Menu.Item
              key={name}
              rightSection={<span className={classes.hint}>{nearTime(at.toISOString(), now.getTime())}</span>}
              onClick={() => snooze(issues, at)}
            >
              {w.issue.snoozeTo[name]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="top" width={200} {...opens('priority')}>
        <Menu.Target>
          <ActionIcon aria-label={words.priority} title={`${words.priority} · p`} disabled={isBusy}>
            <IconFlag size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {Priority.options.toReversed().map((priority) => (
            <Menu.Item key={priority} onClick={() => setPriority(issues, priority)}>
              {w.issue.priority[priority]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Tool icon={IconTag} label={w.tags.title} hint="t" disabled={isBusy} onClick={() => setIsTagging(true)} />
      {isTagging && <TagPicker issues={issues} onClose={() => setIsTagging(false)} />}
      <Tool icon={IconMail} label={w.issue.markUnread} hint="u" onClick={markAllUnread} />
      <Tool icon={IconCheck} label={words.close} hint="e" disabled={isBusy} onClick={() => close(issues)} />
      <Tool
        icon={IconTrash}
        label={areTrashed ? words.restore : words.trash}
        hint="#"
        disabled={isBusy}
        onClick={trashOrRestore}
      />
      <Tool icon={IconX} label={words.none} hint="Esc" onClick={onLeave} />
    </div>
  )
}

interface ToolProps {
  icon: Icon
  label: string
  hint?: string
  disabled?: boolean
  onClick: () => void
}

function Tool({ icon: Drawn, label, hint, disabled = false, onClick }: ToolProps) {
  return (
    <Tooltip label={hint ? `${label} · ${hint}` : label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={onClick}>
        <Drawn size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
}
