import { createRoute } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { defineArea } from '../area.ts'
import { deskRoute } from '../routes.ts'
import { textField } from '../text-field.ts'
import { SearchPage } from './search-page.tsx'
import { w } from './words/words.ts'

const page = createRoute({
  getParentRoute: () => deskRoute,
  path: paths.search,
  validateSearch: (search): { q?: string } => textField(search, 'q'),
  component: function Search() {
    return <SearchPage query={page.useSearch().q ?? ''} />
  },
})

export const search = defineArea({
  to: paths.search,
  access: 'thread.read',
  title: () => w.searchPage.title,
  // The palette leads here: what it finds first is a few of these.
  navigation: null,
  keys: [{ keys: 'g f', what: () => w.searchPage.shortcut, focus: 'search-words' }],
  routes: [page],
})
