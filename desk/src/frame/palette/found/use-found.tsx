import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listCustomers } from '@throughline/protocol/customers/customers.ts'
import { searchEntries } from '@throughline/protocol/timeline/search.ts'
import { listIssues, type Issue } from '@throughline/protocol/issues/issues.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { nameOf } from '../../../data/customers/name-of.ts'
import type { IssueList } from '../../../data/issues/issue-list.ts'
import { ChannelIcon } from '../../../look/channel-icon.tsx'
import { IconInbox, IconMessage, IconSearch } from '../../../look/icons.ts'
import { PersonMark } from '../../../look/person-mark.tsx'
import { paths } from '../../../paths.ts'
import { useMe } from '../../../data/me/use-me.ts'
import { w } from '../../../words/words.ts'
import type { Command } from '../commands/command.ts'
import { bestMatches } from '../match.ts'

const most = 5

/** What the server finds, and the issues that are loaded already: those are there at once. */
export function useFound(typed: string): { commands: Command[]; isSearching: boolean } {
  const navigate = useNavigate()
  const { permissions } = useMe()
  const words = typed.trim()
  const found = useQuery({
    queryKey: keys.palette(words),
    queryFn: ({ signal }) => search(words, new Set(permissions), signal),
    enabled: words !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
  const loaded = useLoadedIssues(words)
  if (words === '') return { commands: [], isSearching: false }
  const issues = [...new Map([...(found.data?.issues ?? []), ...loaded].map((one) => [one.id, one])).values()]
  const commands: Command[] = [
    ...issues.slice(0, most).map((issue): Command => ({
      id: `issue ${issue.id}`,
      group: 'issues',
      icon: issue.currentChannel ? <ChannelIcon kind={issue.currentChannel.kind} /> : <IconInbox size={16} />,
      label: `${w.issue.number(issue.number)} ${issue.subject || w.issue.noSubject}`,
      detail: issue.customerName ?? w.common.unnamed,
      run: () => void navigate({ to: paths.inboxIssue, params: { issueId: issue.id } }),
    })),
    ...(found.data?.customers ?? []).map((customer): Command => ({
      id: `customer ${customer.id}`,
      group: 'customers',
      icon: <PersonMark name={nameOf(customer)} size={20} />,
      label: nameOf(customer),
      detail: customer.identities
        .map(({ value }) => value)
        .filter((value) => value !== nameOf(customer))
        .join(', '),
      run: () => void navigate({ to: paths.customerThread, params: { customerId: customer.id } }),
    })),
    ...(found.data?.hits ?? []).map(({ entry, customerName, snippet }): Command => ({
      id: `words ${entry.id}`,
      group: 'words',
      icon: entry.channel ? <ChannelIcon kind={entry.channel.kind} /> : <IconMessage size={16} />,
      label: snippet,
      detail: customerName ?? w.common.unnamed,
      run: () =>
        entry.issueId
          ? void navigate({ to: paths.inboxIssue, params: { issueId: entry.issueId } })
          : void navigate({ to: paths.customerThread, params: { customerId: entry.customerId } }),
    })),
    ...(found.data && found.data.hits.length > 0
      ? [allWords(words, () => void navigate({ to: paths.search, search: { q: words } }))]
      : []),
  ]
  return { commands, isSearching: found.isFetching }
}

const allWords = (words: string, run: () => void): Command => ({
  id: 'all words',
  group: 'words',
  icon: <IconSearch size={16} stroke={1.75} />,
  label: w.palette.allWords(words),
  run,
})

async function search(words: string, may: ReadonlySet<string>, signal: AbortSignal) {
  const number = /^#?(\d{1,12})$/.exec(words)?.[1]
  const [customers, entries, issues] = await Promise.all([
    may.has('customers.read') ? call(listCustomers, { query: { query: words, limit: most }, signal }) : null,
    may.has('thread.read') ? call(searchEntries, { query: { q: words, limit: most }, signal }) : null,
    number && may.has('issues.read') ? call(listIssues, { query: { number, limit: 1 }, signal }) : null,
  ])
  return { customers: customers?.items ?? [], hits: entries?.items ?? [], issues: issues?.items ?? [] }
}

function useLoadedIssues(words: string): Issue[] {
  const queryClient = useQueryClient()
  if (words === '') return []
  const lists = queryClient.getQueriesData<IssueList>({ queryKey: keys.allIssueLists })
  const issues = new Map(lists.flatMap(([, list]) => list?.items ?? []).map((issue) => [issue.id, issue]))
  return bestMatches(
    [...issues.values()],
    words,
    ({ number, subject, customerName }) => `#${number} ${number} ${subject} ${customerName ?? ''}`,
  ).slice(0, most)
}
