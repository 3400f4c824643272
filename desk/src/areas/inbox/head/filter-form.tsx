import { MultiSelect, SegmentedControl, Select, Stack, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { issueStatuses, Priority } from '@throughline/protocol/issues/issues.ts'
import { useChangePreferences, usePreferences } from '../../../data/me/preferences.ts'
import { paths } from '../../../paths.ts'
import { channelsQuery } from '../../../data/channels/channels-query.ts'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { teamsQuery } from '../../../data/people/teams-query.ts'
import { w } from '../words/words.ts'
import { TagFilter } from './tag-filter.tsx'
import { inboxSearch, prioritiesOf, statusesOf, type InboxSearch } from '../inbox-search.ts'

/** Every field acts at once. What is chosen is in the address, so it can be linked to, and saved as a view. */
export function FilterForm({ search }: { search: InboxSearch }) {
  const words = w.inbox.filter
  const navigate = useNavigate()
  const staff = useQuery(staffQuery)
  const channels = useQuery(channelsQuery)
  const teams = useQuery(teamsQuery).data?.items ?? []
  const preferences = usePreferences()
  const prefer = useChangePreferences()
  const set = (change: Record<string, string | null>) =>
    void navigate({ to: paths.inbox, search: inboxSearch({ ...search, ...change }) })
  const combobox = { withinPortal: false, shadow: 'md' } as const
  return (
    <Stack gap="sm">
      <MultiSelect
        label={words.state}
        placeholder={search.status ? '' : w.inbox.active}
        data={issueStatuses.map((value) => ({ value, label: w.issue.status[value] }))}
        value={statusesOf(search)}
        onChange={(chosen) => set({ status: chosen.join(',') })}
        clearable
        comboboxProps={combobox}
      />
      <MultiSelect
        label={words.priority}
        placeholder={search.priority ? '' : words.any}
        data={Priority.options.toReversed().map((value) => ({ value, label: w.issue.priority[value] }))}
        value={prioritiesOf(search)}
        onChange={(chosen) => set({ priority: chosen.join(',') })}
        clearable
        comboboxProps={combobox}
      />
      <Select
        label={words.owner}
        placeholder={words.any}
        data={(staff.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.owner ?? null}
        onChange={(owner) => set({ owner, ...(owner ? { queue: null } : {}) })}
        searchable
        clearable
        comboboxProps={combobox}
      />
      {teams.length > 0 && (
        <Select
          label={words.team}
          placeholder={words.any}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.team ?? null}
          onChange={(team) => set({ team })}
          clearable
          comboboxProps={combobox}
        />
      )}
      <Select
        label={words.channel}
        placeholder={words.any}
        data={(channels.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.channel ?? null}
        onChange={(channel) => set({ channel })}
        clearable
        comboboxProps={combobox}
      />
      <TagFilter search={search} onChange={set} />
      <Switch
        label={words.unread}
        checked={search.unread ?? false}
        onChange={(event) => set({ unread: event.currentTarget.checked ? 'true' : null })}
      />
      <Switch
        label={words.followed}
        checked={search.followed ?? false}
        onChange={(event) => set({ followed: event.currentTarget.checked ? 'true' : null })}
      />
      <SegmentedControl
        aria-label={words.order}
        fullWidth
        value={search.sort ?? 'newest'}
        onChange={(sort) => set({ sort })}
        data={[
          { value: 'newest', label: w.inbox.newestFirst },
          { value: 'oldest', label: w.inbox.oldestFirst },
        ]}
      />
      <SegmentedControl
        aria-label={words.density}
        fullWidth
        value={preferences.density}
        onChange={(density) => prefer({ density: density === 'compact' ? 'compact' : 'comfortable' })}
        data={[
          { value: 'comfortable', label: words.comfortable },
          { value: 'compact', label: words.compact },
        ]}
      />
    </Stack>
  )
}
