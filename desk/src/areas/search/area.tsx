import { createRoute } from '@tanstack/react-router'
import { mostTagsInFilter } from '@throughline/protocol/issues/issues.ts'
import { paths } from '../../paths.ts'
import { defineArea } from '../area.ts'
import { deskRoute } from '../routes.ts'
import { textField } from '../text-field.ts'
import { SearchPage } from './search-page.tsx'
import { w } from './words/words.ts'

const page = createRoute({
  getParentRoute: () => deskRoute,
  path: paths.search,
  validateSearch: (search): { q?: string; tags?: string } => ({
    ...textField(search, 'q'),
    ...textField(search, 'tags'),
  }),
  component: function Search() {
    const { q = '', tags = '' } = page.useSearch()
    return <SearchPage query={q} tagIds={tagIdsIn(tags)} />
  },
})

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** As many as the server takes. */
function tagIdsIn(tags: string): string[] {
  return [...new Set(tags.split(',').filter((id) => idPattern.test(id)))].slice(0, mostTagsInFilter)
}

export const search = defineArea({
  to: paths.search,
  access: 'thread.read',
  title: () => w.searchPage.title,
  // The palette leads here: what it finds first is a few of these.
  navigation: null,
  keys: [{ keys: 'g f', what: () => w.searchPage.shortcut, focus: 'search-words' }],
  routes: [page],
})
