import { inboxSearch, searchOfView, type InboxSearch } from './inbox-search.ts'
import { useViews } from '../../data/issues/views-query.ts'
import type { SavedView } from '@throughline/protocol/issues/views.ts'

export interface ShownView {
  /** The address, with a saved view put into its own words; null when there is no such view. */
  search: InboxSearch | null
  view: SavedView | null
  isLoading: boolean
}

export function useShownView(address: InboxSearch): ShownView {
  const views = useViews()
  if (address.view === undefined) return { search: inboxSearch({ ...address }), view: null, isLoading: false }
  const view = views?.find(({ id }) => id === address.view) ?? null
  return { search: view && searchOfView(view), view, isLoading: views === undefined }
}
