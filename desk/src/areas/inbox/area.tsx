import { createRoute } from '@tanstack/react-router'
import { IconInbox } from '../../look/icons.ts'
import { paths } from '../../paths.ts'
import { prefetchIssue } from '../../thread/prefetch.ts'
import { w } from './words/words.ts'
import { defineArea } from '../area.ts'
import { deskRoute } from '../routes.ts'
import { InboxIndex, InboxPage } from './inbox-page.tsx'
import { inboxSearch } from './inbox-search.ts'
import { InboxThread } from './inbox-thread.tsx'

const page = createRoute({
  getParentRoute: () => deskRoute,
  path: paths.inbox,
  validateSearch: inboxSearch,
  component: function Inbox() {
    return <InboxPage search={page.useSearch()} />
  },
})
const index = createRoute({ getParentRoute: () => page, path: '/', component: InboxIndex })
const issue = createRoute({
  getParentRoute: () => page,
  path: '$issueId',
  loader: ({ context, params }) => prefetchIssue(context.queryClient, params.issueId),
  component: function InboxIssue() {
    const { issueId } = issue.useParams()
    return <InboxThread key={issueId} issueId={issueId} />
  },
})

export const inbox = defineArea({
  to: paths.inbox,
  access: 'signed-in',
  title: () => w.inbox.title,
  navigation: { in: 'rail', icon: IconInbox, hasNews: (counts) => (counts?.unread ?? 0) > 0 },
  keys: [
    { keys: 'g i', what: () => w.inbox.shortcuts.all },
    { keys: 'g m', what: () => w.inbox.shortcuts.mine, search: { queue: 'mine' } },
    { keys: 'g u', what: () => w.inbox.shortcuts.unassigned, search: { queue: 'unassigned' } },
  ],
  routes: [page.addChildren([index, issue])],
})
