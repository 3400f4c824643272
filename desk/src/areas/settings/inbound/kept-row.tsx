import { Badge, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { replayInbound, type InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import { useMay } from '../../../data/me/use-me.ts'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { useNow } from '../../../look/use-now.ts'
import { call } from '../../../session/call.ts'
import { nearTime } from '../../../words/times.ts'
import cards from '../card-list.module.css'
import classes from './kept-row.module.css'
import { say } from '../../../words/words.ts'
import { w } from './words/words.ts'

export function KeptRow({ record, onReleased }: { record: InboundRecord; onReleased: () => Promise<unknown> }) {
  const nowMs = useNow()
  const mayRelease = useMay('issues.write')
  const { id, preview, state, hasRaw } = record
  const releasing = useMutation({
    mutationFn: () => call(replayInbound, { params: { id } }),
    onSuccess: async (released) => {
      tell(w.inbound.released[released.state])
      await onReleased()
      // The row is gone: the keyboard goes on in the page rather than at its very top.
      document.getElementById('content')?.focus()
    },
    onError: tellProblem,
  })
  return (
    <div className={`${cards.row} ${classes.row}`}>
      <div className={classes.mail}>
        <div className={classes.top}>
          <bdi className={classes.sender}>{preview?.sender || w.inbound.noSender}</bdi>
          <span className={classes.time}>{nearTime(record.receivedAt, nowMs)}</span>
        </div>
        <div className={classes.subject} dir="auto">
          {preview === null ? w.inbound.unreadable : preview.subject || w.inbound.noSubject}
        </div>
        {preview !== null && preview.beginning !== '' && (
          <div className={classes.beginning} dir="auto">
            {preview.beginning}
          </div>
        )}
        <div className={`${cards.more} ${classes.why}`}>
          {state === 'failed' ? (
            <Badge color="red" className={classes.kind}>
              {w.inbound.failed}
            </Badge>
          ) : (
            <Badge color="gray" className={classes.kind}>
              {w.inbound.kinds[record.kind] ?? record.kind}
            </Badge>
          )}
          {say(record.sentence, record.words)}
          {record.channel && ` · ${record.channel.name}`}
        </div>
      </div>
      {hasRaw && mayRelease && (
        <Button variant="default" loading={releasing.isPending} onClick={() => releasing.mutate()}>
          {w.inbound.release}
        </Button>
      )}
    </div>
  )
}
