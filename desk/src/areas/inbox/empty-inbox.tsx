import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FirstSteps, useFirstSteps } from './first-steps/first-steps.tsx'
import { EmptyState } from '../../look/empty-state.tsx'
import { IconFilter, IconInbox, IconPlugConnected } from '../../look/icons.ts'
import { paths } from '../../paths.ts'
import { channelsQuery } from '../../data/channels/channels-query.ts'
import { useMay } from '../../data/me/use-me.ts'
import { w } from './words/words.ts'
import { filterCount, type InboxSearch } from './inbox-search.ts'
import type { IssueFilter } from '../../data/issues/issue-list.ts'

/** Says why it is empty, and what comes next. */
export function EmptyInbox({ filter, search }: { filter: IssueFilter; search: InboxSearch }) {
  const words = w.inbox.empty
  const mayConnect = useMay('channels.manage')
  const channels = useQuery({ ...channelsQuery, enabled: filter.queue === 'all' && filter.status === 'active' })
  const { isShown, ...firstSteps } = useFirstSteps()
  const isPhone = useMediaQuery('(max-width: 48em)')
  const icon = <IconInbox size={28} stroke={1.5} />

  // Where there is room beside the list, they are there.
  if (isPhone && isShown && filter.status === 'active') return <FirstSteps {...firstSteps} />
  if (filter.status === 'active' && filter.queue === 'all' && channels.data?.items.length === 0 && mayConnect) {
    return (
      <EmptyState
        icon={<IconPlugConnected size={28} stroke={1.5} />}
        title={words.all}
        action={<Button renderRoot={(props) => <Link to={paths.channels} {...props} />}>{words.connect}</Button>}
      >
        {words.connectMore}
      </EmptyState>
    )
  }
  if (filter.trash) return <EmptyState icon={icon} title={words.trash} />
  if (filter.spam) return <EmptyState icon={icon} title={words.spam} />
  // Of what else was filtered out nothing is said: it may be there.
  const narrowedBy = filterCount(search) - (search.status === filter.status ? 1 : 0)
  if (narrowedBy > 0) return <NothingFits search={search} />
  if (filter.status === 'snoozed' || filter.status === 'resolved') {
    return <EmptyState icon={icon} title={words[filter.status][filter.queue]} />
  }
  if (filter.status !== 'active') return <EmptyState icon={icon} title={words.other} />
  return (
    <EmptyState icon={icon} title={words[filter.queue]}>
      {words[`${filter.queue}More`]}
    </EmptyState>
  )
}

/** What was filtered out is one step away. */
function NothingFits({ search: { queue } }: { search: InboxSearch }) {
  return (
    <EmptyState
      icon={<IconFilter size={28} stroke={1.5} />}
      title={w.inbox.empty.filtered}
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link to={paths.inbox} search={queue ? { queue } : {}} {...props} />}
        >
          {w.inbox.empty.clear}
        </Button>
      }
    />
  )
}
