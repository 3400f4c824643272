import { Menu, UnstyledButton } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { countIssues, IssueStatus } from '@throughline/protocol/issues/issues.ts'
import type { ResponseOf } from '@throughline/protocol/route.ts'
import type { SavedView } from '@throughline/protocol/issues/views.ts'
import { useState } from 'react'
import { IconChevronDown } from '../../../look/icons.ts'
import { paths } from '../../../paths.ts'
import { w } from '../words/words.ts'
import { filterCount, isApart, type InboxSearch } from '../inbox-search.ts'
import type { ShownView } from '../shown-view.ts'
import { useViewCounts, useViews } from '../../../data/issues/views-query.ts'
import classes from './inbox-head.module.css'

interface ViewMenuProps {
  shown: ShownView
  counts: ResponseOf<typeof countIssues> | undefined
}

const queues = ['mine', 'unassigned', 'all'] as const
const goKeys = { mine: 'g m', unassigned: 'g u', all: 'g i' } as const
const states = ['waiting_on_us', 'waiting_on_customer', 'snoozed', 'resolved'] as const satisfies IssueStatus[]

/** The name of what is shown; behind it every way to look at the inbox, each with how much is in it. */
export function ViewMenu({ shown: { search, view }, counts }: ViewMenuProps) {
  const [isOpen, setIsOpen] = useState(false)
  const navigate = useNavigate()
  const views = useViews() ?? []
  const { countOf, cappedAt } = useViewCounts(isOpen || view !== null)
  const show = (to: InboxSearch) => void navigate({ to: paths.inbox, search: to })
  const counted = (count: number | undefined, cap: number) => (count ? w.inbox.counted(count, cap) : null)
  const isPlain = view === null && search !== null && filterCount(search) === 0
  const shared = views.filter((one) => one.shared)
  const own = views.filter((one) => !one.shared)

  const savedItems = (items: SavedView[]) =>
    items.map((one) => (
      <Choice
        key={one.id}
        label={one.name}
        count={counted(countOf(one.id), cappedAt)}
        isChosen={one.id === view?.id}
        onClick={() => show({ view: one.id })}
      />
    ))
  return (
    <Menu position="bottom-start" width={272} opened={isOpen} onChange={setIsOpen}>
      <h1 className={classes.title}>
        <Menu.Target>
          <UnstyledButton className={classes.name} title={w.inbox.views.choose}>
            <bdi>{nameOf({ search, view })}</bdi>
            {view && <span className={classes.count}>{counted(countOf(view.id), cappedAt)}</span>}
            <IconChevronDown size={16} stroke={1.75} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
      </h1>
      <Menu.Dropdown mah="min(70vh, 560px)" style={{ overflowY: 'auto' }}>
        {queues.map((queue) => (
          <Choice
            key={queue}
            label={w.inbox.queues[queue]}
            count={counts ? counted(counts[queue], counts.cappedAt) : null}
            hint={goKeys[queue]}
            isChosen={isPlain && (search.queue ?? 'all') === queue}
            onClick={() => show(queue === 'all' ? {} : { queue })}
          />
        ))}
        <Menu.Divider />
        {states.map((status) => (
          <Choice
            key={status}
            label={w.issue.status[status]}
            count={status === 'snoozed' && counts ? counted(counts.snoozed, counts.cappedAt) : null}
            isChosen={view === null && search?.status === status && !isApart(search)}
            onClick={() => show({ status })}
          />
        ))}
        <Choice
          label={w.inbox.filter.followed}
          count={null}
          isChosen={view === null && search?.followed === true}
          onClick={() => show({ followed: true })}
        />
        <Choice
          label={w.inbox.filter.unread}
          count={null}
          isChosen={view === null && search?.unread === true}
          onClick={() => show({ unread: true })}
        />
        <Choice
          label={w.issue.spam.name}
          count={null}
          isChosen={view === null && search?.spam !== undefined}
          onClick={() => show({ status: 'resolved', spam: 'only' })}
        />
        <Choice
          label={w.issue.trash.name}
          count={null}
          isChosen={view === null && search?.trash !== undefined}
          onClick={() => show({ status: 'resolved', trash: 'only' })}
        />
        {shared.length > 0 && <Menu.Label>{w.inbox.views.everybody}</Menu.Label>}
        {savedItems(shared)}
        {own.length > 0 && <Menu.Label>{w.inbox.views.own}</Menu.Label>}
        {savedItems(own)}
      </Menu.Dropdown>
    </Menu>
  )
}

interface ChoiceProps {
  label: string
  count: string | null
  hint?: string
  isChosen: boolean
  onClick: () => void
}

function Choice({ label, count, hint, isChosen, onClick }: ChoiceProps) {
  const right = (
    <span className={classes.choice}>
      {count && <span className={classes.count}>{count}</span>}
      {hint && <kbd className={classes.hint}>{hint}</kbd>}
    </span>
  )
  return (
    <Menu.RadioItem value={label} checked={isChosen} closeMenuOnClick rightSection={right} onChange={onClick}>
      <bdi>{label}</bdi>
    </Menu.RadioItem>
  )
}

function nameOf({ search, view }: Pick<ShownView, 'search' | 'view'>): string {
  if (view) return view.name
  if (search?.spam) return w.issue.spam.name
  if (search?.trash) return w.issue.trash.name
  if (search?.status === undefined || search.status.includes(',')) return w.inbox.title
  return w.issue.status[states.find((status) => status === search.status) ?? 'open']
}
