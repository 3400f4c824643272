import { expect, test } from 'vitest'
import { filterOf, inboxSearch, searchOfView, viewOfSearch } from './inbox-search.ts'

const id = '0195a000-0000-7000-8000-000000000001'

test('an address shows what it says, and leaves out what it does not know', () => {
  const search = inboxSearch({ queue: 'mine', status: 'snoozed,nonsense', priority: 'urgent', owner: 'x', sort: 'up' })
  expect(search).toEqual({ queue: 'mine', status: 'snoozed', priority: 'urgent' })
  expect(filterOf(search)).toEqual({ queue: 'mine', status: 'snoozed', sort: 'newest', priorities: ['urgent'] })
  expect(inboxSearch({ queue: 'all', sort: 'newest' })).toEqual({})
})

test('several states are listed together', () => {
  const search = inboxSearch({ status: 'resolved,open' })
  expect(filterOf(search)).toMatchObject({ statuses: ['open', 'resolved'] })
})

test('a saved view stands alone in an address', () => {
  expect(inboxSearch({ view: id, queue: 'mine' })).toEqual({ view: id })
})

test('what is saved as a view is shown again exactly', () => {
  const search = inboxSearch({
    queue: 'unassigned',
    status: 'open,waiting_on_us',
    priority: 'high,urgent',
    channel: id,
    sort: 'oldest',
  })
  expect(searchOfView(viewOfSearch(search))).toEqual(search)
  expect(searchOfView(viewOfSearch({}))).toEqual({})
})
