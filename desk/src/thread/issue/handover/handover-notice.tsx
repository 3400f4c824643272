import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useMay, useMe } from '../../../data/me/use-me.ts'
import { teamsQuery } from '../../../data/people/teams-query.ts'
import { packetOf, waitingHandover } from '../../../data/thread/handovers.ts'
import { showEntry } from '../../../data/thread/show-entry.ts'
import { useKeys } from '../../../keys/use-keys.ts'
import { IconArrowForward } from '../../../look/icons.ts'
import { w } from '../../../words/words.ts'
import classes from '../notice-line.module.css'
import { toWhom } from '../../entry/handover/handover-body.tsx'
import { useTakeOver } from '../../entry/handover/use-take-over.ts'

/** Above the thread, however far away the card is: this issue was handed over, and waits to be taken. */
export function HandoverNotice({ issue, entries }: { issue: Issue; entries: readonly Entry[] }) {
  const me = useMe()
  const mayTake = useMay('issues.write')
  const teams = useQuery(teamsQuery).data?.items ?? []
  const waiting = waitingHandover(entries, { issueId: issue.id, staffId: me.id, teams })
  const { mutate, isPending } = useTakeOver(waiting)
  const canTake = mayTake && waiting !== null && !isPending
  useKeys({ y: () => canTake && mutate(waiting.id) })
  if (!waiting) return null
  const to = packetOf(waiting)?.to
  const name = waiting.author.name
  return (
    <div className={classes.line} role="note">
      <IconArrowForward size={14} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        {to && to.ownerId === null ? w.handover.toTeam(name, toWhom(to)) : w.handover.toYou(name)}
      </span>
      <Button variant="subtle" onClick={() => showEntry(waiting.id)}>
        {w.handover.show}
      </Button>
      {mayTake && (
        <Button variant="light" loading={isPending} onClick={() => mutate(waiting.id)} title={`${w.handover.take} · y`}>
          {w.handover.take}
        </Button>
      )}
    </div>
  )
}
