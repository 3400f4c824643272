import { createRoute, redirect } from '@tanstack/react-router'
import { IconUsers } from '../../look/icons.ts'
import { paths } from '../../paths.ts'
import { prefetchCustomer } from '../../thread/prefetch.ts'
import { w } from './words/words.ts'
import { defineArea } from '../area.ts'
import { deskRoute } from '../routes.ts'
import { textField } from '../text-field.ts'
import { CustomerThread } from './customer-thread.tsx'
import { CustomersIndex, CustomersPage } from './customers-page.tsx'
import type { CustomersSearch } from './search-of.ts'

const page = createRoute({
  getParentRoute: () => deskRoute,
  path: paths.customers,
  validateSearch: (search): CustomersSearch => ({
    ...textField(search, 'query'),
    ...(search['blocked'] === true ? { blocked: true } : {}),
  }),
  component: function Customers() {
    const { query = '', blocked = false } = page.useSearch()
    return <CustomersPage query={query} onlyBlocked={blocked} />
  },
})
const index = createRoute({ getParentRoute: () => page, path: '/', component: CustomersIndex })
const customer = createRoute({
  getParentRoute: () => page,
  path: '$customerId',
  beforeLoad: ({ params }) => {
    throw redirect({ to: paths.customerThread, params })
  },
})
const thread = createRoute({
  getParentRoute: () => page,
  path: '$customerId/thread',
  validateSearch: (search): { issue?: string } => textField(search, 'issue'),
  loader: ({ context, params }) => prefetchCustomer(context.queryClient, params.customerId),
  component: function Thread() {
    const { customerId } = thread.useParams()
    return <CustomerThread key={customerId} customerId={customerId} issueId={thread.useSearch().issue ?? null} />
  },
})

export const customers = defineArea({
  to: paths.customers,
  access: 'signed-in',
  title: () => w.customers.title,
  navigation: { in: 'rail', icon: IconUsers },
  keys: [
    { keys: '/', what: () => w.customers.shortcuts.search, focus: 'customer-search' },
    { keys: 'g c', what: () => w.customers.shortcuts.all },
  ],
  routes: [page.addChildren([index, customer, thread])],
})
