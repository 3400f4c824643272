import { ActionIcon, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Counts } from '../../../data/issues/use-counts.ts'
import { useMay } from '../../../data/me/use-me.ts'
import { pressKey } from '../../../keys/press-key.ts'
import { IconPencil } from '../../../look/icons.ts'
import { paths } from '../../../paths.ts'
import { w as everywhere } from '../../../words/words.ts'
import { w } from '../words/words.ts'
import { isApart, type InboxSearch } from '../inbox-search.ts'
import type { ShownView } from '../shown-view.ts'
import { FilterButton } from './filter-button.tsx'
import classes from './inbox-head.module.css'
import { FilterMarks } from './filter-marks.tsx'
import { ViewMenu } from './view-menu.tsx'
import { ViewOptions } from './view-options.tsx'

export interface InboxHeadProps {
  shown: ShownView
  /** Under the filter that is shown: what each queue would list. */
  counts: Counts | undefined
  /** Without a filter, for the menu. */
  activeCounts: Counts | undefined
}

const queues = ['mine', 'unassigned', 'all'] as const

/** Which issues are listed, in words that can be changed. */
export function InboxHead({ shown, counts, activeCounts }: InboxHeadProps) {
  const { search, view } = shown
  const mayWrite = useMay('thread.write')
  const current = view === null ? (search?.queue ?? 'all') : null
  return (
    <header className={classes.head}>
      <div className={classes.top}>
        <ViewMenu shown={shown} counts={activeCounts} />
        <div className={classes.tools}>
          {view && <ViewOptions view={view} />}
          {mayWrite && (
            <Tooltip label={`${everywhere.newMessage.title} · c`}>
              <ActionIcon aria-label={everywhere.newMessage.title} onClick={() => pressKey('c')}>
                <IconPencil size={18} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
          <FilterButton search={search ?? {}} />
        </div>
      </div>
      <nav className={classes.queues} aria-label={w.inbox.queuesLabel}>
        {queues.map((queue) => (
          <Link
            key={queue}
            to={paths.inbox}
            search={withQueue(view ? {} : (search ?? {}), queue)}
            className={classes.queue}
            // Said below: the router would call “All” current whatever else is chosen.
            activeOptions={{ exact: true }}
            aria-current={queue === current ? 'page' : undefined}
          >
            {w.inbox.queues[queue]}
            {counts && counts[queue] > 0 && (
              <span className={classes.count}>{w.inbox.counted(counts[queue], counts.cappedAt)}</span>
            )}
          </Link>
        ))}
      </nav>
      {view === null && search && !isApart(search) && <FilterMarks search={search} />}
    </header>
  )
}

/** A queue says whose they are: beside it an owner of the filter would say nothing, or the contrary. */
function withQueue({ queue: _queue, owner, ...rest }: InboxSearch, queue: (typeof queues)[number]): InboxSearch {
  return queue === 'all' ? { ...rest, ...(owner ? { owner } : {}) } : { ...rest, queue }
}
