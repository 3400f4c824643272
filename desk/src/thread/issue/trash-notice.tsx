import { Button } from '@mantine/core'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useIssueActions } from '../../data/issues/use-issue-actions.ts'
import { useMay } from '../../data/me/use-me.ts'
import { IconTrash } from '../../look/icons.ts'
import { useNow } from '../../look/use-now.ts'
import { nearTime } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import classes from './notice-line.module.css'

/** That the issue is in the trash: since when, by whom, and the way back. */
export function TrashNotice({ issue, trashed }: { issue: Issue; trashed: NonNullable<Issue['trashed']> }) {
  const { restore } = useIssueActions()
  const mayChange = useMay('issues.write')
  const nowMs = useNow()
  return (
    <div className={classes.line} role="status">
      <IconTrash size={16} stroke={1.75} aria-hidden />
      <span className={classes.words}>{w.issue.trash.since(nearTime(trashed.at, nowMs), trashed.by?.name ?? '')}</span>
      {mayChange && (
        <Button variant="default" size="xs" onClick={() => restore(issue)}>
          {w.issue.trash.restore}
        </Button>
      )}
    </div>
  )
}
