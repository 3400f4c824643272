import { Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { listEntryVersions } from '@throughline/protocol/timeline/amendments.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { call } from '../../session/call.ts'
import { keys } from '../../data/query-keys.ts'
import { sentenceOf } from '../../look/tell.tsx'
import { nearTime } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import classes from './entry-body.module.css'

export interface EarlierVersionsProps {
  entryId: string
  edited: NonNullable<Entry['edited']>
  nowMs: number
}

/** Who changed a note last and when; opens into what it said before. */
export function EarlierVersions({ entryId, edited, nowMs }: EarlierVersionsProps) {
  return (
    <Popover position="bottom-start" width={320} withArrow trapFocus>
      <Popover.Target>
        <button type="button" className={classes.edited} title={w.entry.earlierVersions}>
          {w.entry.edited(edited.by.name, nearTime(edited.at, nowMs))}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={w.entry.earlierVersions}>
        <h3 className={classes.versionsHead}>{w.entry.earlierVersions}</h3>
        <Versions entryId={entryId} editedAt={edited.at} nowMs={nowMs} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Versions({ entryId, editedAt, nowMs }: { entryId: string; editedAt: string; nowMs: number }) {
  const versions = useQuery({
    queryKey: keys.versions(entryId, editedAt),
    queryFn: () => call(listEntryVersions, { params: { id: entryId } }),
  })
  if (versions.isError) return <p role="alert">{sentenceOf(versions.error)}</p>
  const earlier = (versions.data?.items ?? []).slice(0, -1).toReversed()
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the same
    <ul className={classes.versions} aria-label={w.entry.earlierVersions} tabIndex={0}>
      {earlier.map(({ text, at, by }) => (
        <li key={at}>
          <small>
            <bdi>{by.name}</bdi>, {nearTime(at, nowMs)}
          </small>
          <p>{text}</p>
        </li>
      ))}
    </ul>
  )
}
