import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { handoverFields, type HandoverPacket, type HandoverParty } from '@throughline/protocol/issues/handovers.ts'
import type { HandoverState } from '@throughline/protocol/timeline/handover-state.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useMay, useMe } from '../../../data/me/use-me.ts'
import { teamsQuery } from '../../../data/people/teams-query.ts'
import { isTheirs, packetOf } from '../../../data/thread/handovers.ts'
import { IconArrowForward, IconCheck, IconClock } from '../../../look/icons.ts'
import { useNow } from '../../../look/use-now.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import { LinkedText } from '../linked-text.tsx'
import { TextBody } from '../text-body.tsx'
import classes from './handover-body.module.css'
import { useTakeOver } from './use-take-over.ts'

/** What was passed on with the issue, field by field, and whether somebody has taken it. */
export function HandoverBody({ entry }: { entry: Entry }) {
  const packet = packetOf(entry)
  if (!packet) return <TextBody entry={entry} />
  const said = [...handoverFields, 'note' as const].filter((field) => packet[field] !== '')
  return (
    <div className={classes.card}>
      <p className={classes.route}>
        <bdi>{w.handover.route(fromWhom(entry, packet), toWhom(packet.to))}</bdi>
      </p>
      <dl className={classes.fields}>
        {said.map((field) => (
          <div key={field}>
            <dt>{w.handover[field]}</dt>
            <dd>
              <LinkedText text={packet[field]} mentions={undefined} />
            </dd>
          </div>
        ))}
      </dl>
      {entry.handover && <State entry={entry} to={packet.to} handover={entry.handover} />}
    </div>
  )
}

function State({ entry, to, handover }: { entry: Entry; to: HandoverParty; handover: HandoverState }) {
  const me = useMe()
  const mayTake = useMay('issues.write')
  const teams = useQuery(teamsQuery).data?.items ?? []
  const nowMs = useNow()
  const { mutate, isPending } = useTakeOver(entry)
  const { state, acknowledgedBy: by, acknowledgedAt: at } = handover
  const isMine = isTheirs(entry, me.id, teams)
  const Icon = { waiting: IconClock, acknowledged: IconCheck, passed_on: IconArrowForward }[state]
  return (
    <div className={classes.state} data-state={state}>
      <Icon size={14} stroke={2} aria-hidden />
      <span>
        {state === 'waiting' && (isMine && to.ownerId ? w.handover.waitingForYou : w.handover.waiting(toWhom(to)))}
        {state === 'acknowledged' && takenBy(by?.id === me.id ? null : (by?.name ?? ''), at ? nearTime(at, nowMs) : '')}
        {state === 'passed_on' && w.handover.passedOn}
      </span>
      {isMine && mayTake && (
        <Button size="xs" loading={isPending} onClick={() => mutate(entry.id)} title={`${w.handover.take} · y`}>
          {w.handover.take}
        </Button>
      )}
    </div>
  )
}

/** `name`: null for me. */
function takenBy(name: string | null, when: string): string {
  return name === null ? w.handover.acknowledgedByYou(when) : w.handover.acknowledged(name, when)
}

/** Who had it, which is mostly who hands it over. */
function fromWhom(entry: Entry, { from }: HandoverPacket): string {
  const had = from.ownerName ?? (from.teamName === null ? null : w.handover.team(from.teamName))
  return had ?? entry.author.name
}

export function toWhom({ ownerName, teamName }: HandoverParty): string {
  return ownerName ?? (teamName === null ? w.common.nobody : w.handover.team(teamName))
}
