import { CloseButton, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { paths } from '../../../paths.ts'
import { channelsQuery } from '../../../data/channels/channels-query.ts'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { teamsQuery } from '../../../data/people/teams-query.ts'
import { tagsByAnyId, useTags } from '../../../data/tags/tags-query.ts'
import { w } from '../words/words.ts'
import { filterCount, prioritiesOf, statusesOf, tagIdsOf, tagModes, type InboxSearch } from '../inbox-search.ts'
import classes from './filter-marks.module.css'
import { SaveView } from './save-view.tsx'

/** What narrows the list, each with the way to let go of it, and the way to keep all of it as a view. */
export function FilterMarks({ search }: { search: InboxSearch }) {
  const navigate = useNavigate()
  const [isSaving, { open, close }] = useDisclosure(false)
  const staff = useQuery({ ...staffQuery, enabled: search.owner !== undefined })
  const channels = useQuery({ ...channelsQuery, enabled: search.channel !== undefined })
  const teams = useQuery({ ...teamsQuery, enabled: search.team !== undefined })
  const tags = tagsByAnyId(useTags(tagModes.some((mode) => search[mode] !== undefined)))
  if (filterCount(search) === 0) return null
  const without = (name: keyof InboxSearch) => {
    const { [name]: _gone, ...rest } = search
    void navigate({ to: paths.inbox, search: rest })
  }
  const marks: [keyof InboxSearch, string | undefined][] = [
    ['status', listOf(statusesOf(search).map((status) => w.issue.status[status]))],
    ['priority', listOf(prioritiesOf(search).map((priority) => w.issue.priority[priority]))],
    ['owner', search.owner && (staff.data?.items.find(({ id }) => id === search.owner)?.name ?? w.issue.owner)],
    ['team', search.team && (teams.data?.items.find(({ id }) => id === search.team)?.name ?? w.inbox.filter.team)],
    [
      'channel',
      search.channel && (channels.data?.items.find(({ id }) => id === search.channel)?.name ?? w.inbox.filter.channel),
    ],
  ]
  if (search.followed) marks.push(['followed', w.inbox.filter.followed])
  if (search.unread) marks.push(['unread', w.inbox.filter.unread])
  for (const mode of tagModes) {
    const names = tagIdsOf(search, mode).map((id) => tags.get(id)?.name ?? w.tags.gone)
    if (names.length > 0) marks.push([mode, `${w.inbox.filter.tagMode[mode]}: ${names.join(', ')}`])
  }
  return (
    <div className={classes.marks}>
      {marks.map(
        ([name, label]) =>
          label && (
            <span key={name} className={classes.mark}>
              <bdi className={classes.label}>{label}</bdi>
              <CloseButton size={18} aria-label={w.inbox.filter.letGo(label)} onClick={() => without(name)} />
            </span>
          ),
      )}
      <UnstyledButton className={classes.save} onClick={open}>
        {w.inbox.views.save}
      </UnstyledButton>
      {isSaving && <SaveView search={search} onClose={close} />}
    </div>
  )
}

function listOf(words: string[]): string | undefined {
  return words.length > 0 ? words.join(', ') : undefined
}
