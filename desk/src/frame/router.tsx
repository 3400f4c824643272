import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { AccountPage } from '../areas/account/account-page.tsx'
import { CustomersIndex, CustomersPage } from '../areas/customers/customers-page.tsx'
import { InboxIndex, InboxPage } from '../areas/inbox/inbox-page.tsx'
import { inboxSearch } from '../areas/inbox/inbox-search.ts'
import { InboxThread } from '../areas/inbox/inbox-thread.tsx'
import { LateSkeleton } from '../look/late-skeleton.tsx'
import { paths } from '../paths.ts'
import { PageFailure } from './page-failure.tsx'
import { deskRoute, rootRoute } from '../areas/routes.ts'
import { settingsRoutes } from './settings/settings-routes.tsx'
import { SetupPage } from '../areas/sign-in/setup-page.tsx'
import { SignInPage } from '../areas/sign-in/sign-in-page.tsx'
import { CustomerThread } from '../areas/customers/customer-thread.tsx'
import { prefetchCustomer, prefetchIssue } from '../thread/prefetch.ts'

const setup = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.setup,
  validateSearch: (search): { token?: string } => textField(search, 'token'),
  component: function Setup() {
    return <SetupPage token={setup.useSearch().token ?? null} />
  },
})

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.signIn,
  validateSearch: (search): { next?: string; openid?: string } => ({
    ...textField(search, 'next'),
    ...textField(search, 'openid'),
  }),
  component: function SignIn() {
    const { next = null, openid = null } = signIn.useSearch()
    return <SignInPage next={next} openid={openid} />
  },
})

const home = createRoute({
  getParentRoute: () => deskRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: paths.inbox })
  },
})

const inbox = createRoute({
  getParentRoute: () => deskRoute,
  path: paths.inbox,
  validateSearch: inboxSearch,
  component: function Inbox() {
    return <InboxPage search={inbox.useSearch()} />
  },
})
const inboxIndex = createRoute({ getParentRoute: () => inbox, path: '/', component: InboxIndex })
const inboxIssue = createRoute({
  getParentRoute: () => inbox,
  path: '$issueId',
  loader: ({ context, params }) => prefetchIssue(context.queryClient, params.issueId),
  component: function InboxIssue() {
    const { issueId } = inboxIssue.useParams()
    return <InboxThread key={issueId} issueId={issueId} />
  },
})

const customers = createRoute({
  getParentRoute: () => deskRoute,
  path: paths.customers,
  validateSearch: (search): { query?: string } => textField(search, 'query'),
  component: function Customers() {
    return <CustomersPage query={customers.useSearch().query ?? ''} />
  },
})
const customersIndex = createRoute({ getParentRoute: () => customers, path: '/', component: CustomersIndex })
const customer = createRoute({
  getParentRoute: () => customers,
  path: '$customerId',
  beforeLoad: ({ params }) => {
    throw redirect({ to: paths.customerThread, params })
  },
})
const customerThread = createRoute({
  getParentRoute: () => customers,
  path: '$customerId/thread',
  validateSearch: (search): { issue?: string } => textField(search, 'issue'),
  loader: ({ context, params }) => prefetchCustomer(context.queryClient, params.customerId),
  component: function Thread() {
    const { customerId } = customerThread.useParams()
    return (
      <CustomerThread key={customerId} customerId={customerId} issueId={customerThread.useSearch().issue ?? null} />
    )
  },
})

const account = createRoute({ getParentRoute: () => deskRoute, path: paths.account, component: AccountPage })

const routeTree = rootRoute.addChildren([
  setup,
  signIn,
  deskRoute.addChildren([
    home,
    inbox.addChildren([inboxIndex, inboxIssue]),
    customers.addChildren([customersIndex, customer, customerThread]),
    account,
    settingsRoutes,
  ]),
])

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    // What the pointer rests on is fetched before the click.
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: LateSkeleton,
    defaultErrorComponent: PageFailure,
    scrollRestoration: false,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}

function textField<Name extends string>(search: Record<string, unknown>, name: Name): { [K in Name]?: string } {
  const value = search[name]
  // The router reads a value of digits as a number.
  const isText = typeof value === 'string' || typeof value === 'number'
  const result: { [K in Name]?: string } = {}
  if (isText && value !== '') result[name] = String(value)
  return result
}
