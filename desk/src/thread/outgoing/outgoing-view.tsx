import { Button } from '@mantine/core'
import { ChannelIcon } from '../../look/channel-icon.tsx'
import { IconAlertTriangle, IconClock, IconLock } from '../../look/icons.ts'
import { PersonMark } from '../../look/person-mark.tsx'
import { tell } from '../../look/tell.tsx'
import { useMe } from '../../data/me/use-me.ts'
import { clockTime } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import { Attachments } from '../entry/attachments.tsx'
import body from '../entry/entry-body.module.css'
import delivery from '../entry/delivery-mark.module.css'
import classes from '../entry/entry-view.module.css'
import { LinkedText } from '../entry/linked-text.tsx'
import { outgoingStore } from '../../data/thread/outgoing.ts'
import type { OutgoingItem } from '../../data/thread/outgoing-state.ts'
import { useSend } from '../../data/thread/use-send.ts'

/** What this person wrote, on the thread before the server has it. */
export function OutgoingView({ item }: { item: OutgoingItem }) {
  const me = useMe()
  const send = useSend()
  const discard = () => {
    outgoingStore.remove(item.echoId)
    tell(w.outgoing.discarded, () => outgoingStore.add(item))
  }
  const isNote = item.entry.kind === 'note'
  const text = item.entry.text ?? (item.entry.kind === 'message' ? item.entry.content?.text : undefined) ?? ''
  return (
    <article
      className={classes.entry}
      data-direction="out"
      data-private={isNote || undefined}
      data-outgoing={item.state}
      aria-label={me.name}
    >
      <span className={classes.mark}>
        <PersonMark name={me.name} photoUrl={me.photoUrl} size={28} />
      </span>
      <div className={classes.card}>
        <header className={classes.head}>
          <bdi className={classes.name}>{me.name}</bdi>
          {isNote ? (
            <span className={classes.private}>
              <IconLock size={12} stroke={2} aria-hidden /> {w.entry.note} · {w.entry.privateNote}
            </span>
          ) : (
            item.to && (
              <span className={classes.channel}>
                <ChannelIcon kind={item.to.channelKind} />
                <bdi className={classes.address}>{item.to.value}</bdi>
              </span>
            )
          )}
        </header>
        <div className={classes.side}>
          <time className={classes.time}>{clockTime(item.writtenAt)}</time>
        </div>
        <div className={body.body}>
          <LinkedText text={text} />
        </div>
        <Attachments attachments={item.attachments} />
        <p className={delivery.line} data-state={item.state === 'failed' ? 'failed' : 'sending'} role="status">
          {item.state === 'failed' ? (
            <IconAlertTriangle size={14} stroke={2} aria-hidden />
          ) : (
            <IconClock size={14} stroke={2} aria-hidden />
          )}
          {item.state === 'failed' ? w.outgoing.failed(item.reason ?? '') : w.outgoing[item.state]}
        </p>
        {item.state !== 'sending' && (
          <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
            <Button variant="default" onClick={() => void send(item)}>
              {w.outgoing.retry}
            </Button>
            <Button variant="subtle" color="gray" onClick={discard}>
              {w.outgoing.discard}
            </Button>
          </div>
        )}
      </div>
    </article>
  )
}
