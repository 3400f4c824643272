import { Menu, UnstyledButton } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { issueStatuses, type countIssues } from '@throughline/protocol/issues.ts'
import type { ResponseOf } from '@throughline/protocol/route.ts'
import { IconCheck, IconChevronDown } from '../look/icons.ts'
import { paths } from '../paths.ts'
import { w } from '../words/words.ts'
import classes from './inbox-head.module.css'
import type { InboxSearch } from './inbox-search.ts'

export interface InboxHeadProps {
  search: InboxSearch
  counts: ResponseOf<typeof countIssues> | undefined
}

const queues = ['mine', 'unassigned', 'all'] as const

export function InboxHead({ search, counts }: InboxHeadProps) {
  const current = search.queue ?? 'all'
  return (
    <header className={classes.head}>
      <div className={classes.top}>
        <h1 className={classes.title}>{w.inbox.title}</h1>
        <StatusMenu search={search} />
      </div>
      <nav className={classes.queues} aria-label={w.inbox.queuesLabel}>
        {queues.map((queue) => (
          <Link
            key={queue}
            to={paths.inbox}
            search={withQueue(search, queue)}
            className={classes.queue}
            // Said below: the router would call “All” current whatever else is chosen.
            activeOptions={{ exact: true }}
            aria-current={queue === current ? 'page' : undefined}
          >
            {w.inbox.queues[queue]}
            {counts && counts[queue] > 0 && (
              <span className={classes.count}>{w.inbox.counted(counts[queue], counts.cappedAt)}</span>
            )}
          </Link>
        ))}
      </nav>
    </header>
  )
}

function withQueue({ queue: _queue, ...rest }: InboxSearch, queue: (typeof queues)[number]): InboxSearch {
  return queue === 'all' ? rest : { ...rest, queue }
}

/** Which states are listed, and in which order. */
function StatusMenu({ search }: { search: InboxSearch }) {
  const navigate = useNavigate()
  const show = (change: InboxSearch) => void navigate({ to: paths.inbox, search: change })
  const { status: _status, ...anyStatus } = search
  const { sort: _sort, ...newest } = search
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className={classes.filter}>
          {w.inbox.statusFilter[search.status ?? 'active']}
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{w.inbox.show}</Menu.Label>
        <Choice isChosen={!search.status} onClick={() => show(anyStatus)}>
          {w.inbox.statusFilter.active}
        </Choice>
        {issueStatuses.map((status) => (
          <Choice key={status} isChosen={search.status === status} onClick={() => show({ ...search, status })}>
            {w.inbox.statusFilter[status]}
          </Choice>
        ))}
        <Menu.Divider />
        <Choice isChosen={!search.sort} onClick={() => show(newest)}>
          {w.inbox.newestFirst}
        </Choice>
        <Choice isChosen={search.sort === 'oldest'} onClick={() => show({ ...search, sort: 'oldest' })}>
          {w.inbox.oldestFirst}
        </Choice>
      </Menu.Dropdown>
    </Menu>
  )
}

function Choice({ isChosen, onClick, children }: { isChosen: boolean; onClick: () => void; children: string }) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={isChosen}
      rightSection={isChosen ? <IconCheck size={14} aria-hidden /> : null}
      onClick={onClick}
    >
      {children}
    </Menu.Item>
  )
}
