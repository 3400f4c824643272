import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { FirstSteps, useFirstSteps } from './first-steps/first-steps.tsx'
import { EmptyState } from '../../look/empty-state.tsx'
import { IconInbox, IconSearch } from '../../look/icons.ts'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { paths } from '../../paths.ts'
import { ListAndDetail } from '../../look/list-and-detail.tsx'
import { w } from './words/words.ts'
import { InboxHead } from './head/inbox-head.tsx'
import { filterOf, type InboxSearch } from './inbox-search.ts'
import { useCounts } from '../../data/issues/use-counts.ts'
import { IssueRows } from './rows/issue-rows.tsx'
import { useShownView } from './shown-view.ts'

export function InboxPage({ search }: { search: InboxSearch }) {
  const { issueId } = useParams({ strict: false })
  const counts = useCounts()
  const shown = useShownView(search)
  const own = useCounts(shown.view === null && shown.search ? filterOf(shown.search) : undefined)
  return (
    <ListAndDetail
      isDetailOpen={issueId !== undefined}
      list={
        <>
          <title>{w.inbox.pageTitle(counts?.unread ?? 0)}</title>
          <InboxHead shown={shown} counts={own} activeCounts={counts} />
          {shown.isLoading && <LateSkeleton height={60} />}
          {!shown.isLoading && shown.search === null && <NoSuchView />}
          {shown.search && (
            <IssueRows
              key={JSON.stringify(shown.search)}
              filter={filterOf(shown.search)}
              search={search}
              chosenId={issueId ?? null}
            />
          )}
        </>
      }
      detail={<Outlet />}
    />
  )
}

/** A link to a view that was removed, or to somebody else's own. */
function NoSuchView() {
  return (
    <EmptyState
      icon={<IconSearch size={28} stroke={1.5} />}
      title={w.inbox.views.gone}
      action={
        <Button variant="default" renderRoot={(props) => <Link to={paths.inbox} {...props} />}>
          {w.inbox.views.showAll}
        </Button>
      }
    >
      {w.inbox.views.goneMore}
    </EmptyState>
  )
}

/** Beside the list, before anything is chosen. */
export function InboxIndex() {
  const { isShown, ...firstSteps } = useFirstSteps()
  // Where nothing hovers there are fingers, most likely, and no keys to speak of.
  const hasKeyboard = useMediaQuery('(hover: hover)')
  if (isShown) return <FirstSteps {...firstSteps} />
  return (
    <EmptyState icon={<IconInbox size={32} stroke={1.25} />} title={w.inbox.choose}>
      {hasKeyboard && w.inbox.chooseMore}
    </EmptyState>
  )
}
