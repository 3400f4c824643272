import { Outlet, useParams } from '@tanstack/react-router'
import { EmptyState } from '../look/empty-state.tsx'
import { IconInbox } from '../look/icons.ts'
import { ListAndDetail } from '../shell/list-and-detail.tsx'
import { w } from '../words/words.ts'
import { InboxHead } from './inbox-head.tsx'
import { filterOf, type InboxSearch } from './inbox-search.ts'
import { IssueRows } from './issue-rows.tsx'
import { useCounts } from './lists/use-counts.ts'

export function InboxPage({ search }: { search: InboxSearch }) {
  const { issueId } = useParams({ strict: false })
  const counts = useCounts()
  return (
    <ListAndDetail
      isDetailOpen={issueId !== undefined}
      list={
        <>
          <title>{w.inbox.pageTitle(counts?.mine ?? 0)}</title>
          <InboxHead search={search} counts={counts} />
          <IssueRows
            key={JSON.stringify(search)}
            filter={filterOf(search)}
            search={search}
            chosenId={issueId ?? null}
          />
        </>
      }
      detail={<Outlet />}
    />
  )
}

/** Beside the list, before anything is chosen. */
export function InboxIndex() {
  return (
    <EmptyState icon={<IconInbox size={32} stroke={1.25} />} title={w.inbox.choose}>
      {w.inbox.chooseMore}
    </EmptyState>
  )
}
