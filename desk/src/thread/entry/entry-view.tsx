import { elsewhereAuthorId } from '@throughline/protocol/timeline/author.ts'
import type { Delivery } from '@throughline/protocol/timeline/delivery.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useState } from 'react'
import { wasTakenBack } from '../composer/warnings/said-since.ts'
import { pathOf } from '../../data/customers/visitor-name.ts'
import { ChannelIcon } from '../../look/channel-icon.tsx'
import { Hint } from '../../look/hint.tsx'
import { IconInfoCircle, IconLock } from '../../look/icons.ts'
import { StaffMark } from '../../data/people/staff-mark.tsx'
import { clockTime, fullTime } from '../../words/times.ts'
import { say, w } from '../../words/words.ts'
import { Attachments } from './attachments.tsx'
import { isWithheld } from './scan/scan-words.ts'
import { ColleagueLine } from './colleague-line.tsx'
import { DeliveryMark } from './delivery-mark.tsx'
import { EntryBody } from './entry-body.tsx'
import { EntryMenuButton } from './entry-menu-button.tsx'
import classes from './entry-view.module.css'
import { ForwardAnswerLine } from './forward-answer-line.tsx'
import { ForwardedLine } from './forwarded-line.tsx'
import { HeldMark } from './held-mark.tsx'
import { NoteEditor } from './note-editor.tsx'
import { Reactions } from './reactions.tsx'
import { TakenBackMark } from './taken-back-mark.tsx'

export interface EntryViewProps {
  entry: Entry
  /** Of another issue than the one in the light: dimmed, never hidden. */
  isOther: boolean
  /** Goes on in the same breath as the entry above. */
  continues: boolean
  /** Of a mail, where it is another than before. */
  subject: string | null
}

export function EntryView({ entry, isOther, continues, subject }: EntryViewProps) {
  const [isEditing, setIsEditing] = useState(false)
  const [showsPlain, setShowsPlain] = useState(false)
  const isPrivate = entry.direction === 'internal'
  const whyHere = whyHereOf(entry)
  const name = nameOfAuthor(entry)
  return (
    <article
      className={classes.entry}
      data-direction={entry.direction}
      data-private={isPrivate || undefined}
      data-other={isOther || undefined}
      data-taken-back={wasTakenBack(entry) || undefined}
      data-continues={continues || undefined}
      data-entry={entry.id}
      aria-label={`${name}, ${fullTime(entry.occurredAt)}`}
    >
      <span className={classes.mark}>
        {!continues && <StaffMark id={entry.author.kind === 'staff' ? entry.author.id : null} name={name} size={28} />}
      </span>
      <div className={classes.card}>
        {!continues && (
          <header className={classes.head}>
            <bdi className={classes.name}>{name}</bdi>
            {isPrivate ? <PrivateTag entry={entry} /> : <ChannelTag entry={entry} />}
          </header>
        )}
        <div className={classes.side}>
          {whyHere && (
            <Hint text={whyHere} label={w.entry.why} className={classes.why}>
              <IconInfoCircle size={14} stroke={1.75} aria-hidden />
            </Hint>
          )}
          <EntryMenuButton
            entry={entry}
            showsPlain={showsPlain}
            onPlain={() => setShowsPlain(!showsPlain)}
            onEdit={() => setIsEditing(true)}
          />
          <time className={classes.time} dateTime={entry.occurredAt} title={fullTime(entry.occurredAt)}>
            {clockTime(entry.occurredAt)}
          </time>
        </div>
        {isEditing ? (
          <NoteEditor entry={entry} onDone={() => setIsEditing(false)} />
        ) : (
          <EntryBody entry={entry} subject={subject} showsPlain={showsPlain} />
        )}
        {!entry.deletedAt && (
          <Attachments attachments={entry.attachments.filter((file) => !file.inline || isWithheld(file))} />
        )}
        {entry.reactions && <Reactions reactions={entry.reactions} />}
        {entry.content.type === 'email' && entry.content.forwardAnswer && (
          <ForwardAnswerLine entry={entry} mail={entry.content} answer={entry.content.forwardAnswer} />
        )}
        {entry.colleagueMail && <ColleagueLine entry={entry} mail={entry.colleagueMail} />}
        {entry.content.type === 'email' && entry.content.forwardedBy && (
          <ForwardedLine entry={entry} by={entry.content.forwardedBy} />
        )}
        {entry.delivery && <DeliveryLine entry={entry} delivery={entry.delivery} />}
      </div>
    </article>
  )
}

function DeliveryLine({ entry, delivery }: { entry: Entry; delivery: Delivery }) {
  if (wasTakenBack(entry)) return <TakenBackMark entry={entry} />
  if (delivery.heldUntil) return <HeldMark entry={entry} delivery={delivery} />
  return <DeliveryMark entry={entry} delivery={delivery} />
}

function PrivateTag({ entry }: { entry: Entry }) {
  return (
    <span className={classes.private}>
      <IconLock size={12} stroke={2} aria-hidden />
      <span>{privateWords(entry)}</span>
    </span>
  )
}

function privateWords({ kind, content }: Entry): string {
  if (content.type === 'email' && content.forward) {
    const to = content.to.map(({ address }) => address)
    return `${content.forward.answers === undefined ? w.forward.forwarded(to) : w.forward.answered(to)} · ${w.forward.notCustomer}`
  }
  if (content.type === 'email' && content.forwardAnswer) return `${w.forward.isAnswer} · ${w.forward.notCustomer}`
  return `${kind === 'handover' ? w.entry.handover : w.entry.note} · ${w.entry.privateNote}`
}

function ChannelTag({ entry }: { entry: Entry }) {
  if (!entry.channel) return null
  const address = addressOf(entry)
  return (
    <span className={classes.channel} title={w.entry.via(entry.channel.name)}>
      <ChannelIcon kind={entry.channel.kind} isWordBeside />
      {w.channelWords.name(entry.channel.kind)}
      {entry.content.type === 'text' && entry.content.page && (
        <bdi className={classes.address} title={entry.content.page}>
          {pathOf(entry.content.page)}
        </bdi>
      )}
      {address && address !== entry.author.name && <bdi className={classes.address}>{address}</bdi>}
      {entry.author.id === elsewhereAuthorId && <span>{w.entry.writtenElsewhere}</span>}
    </span>
  )
}

/** Who has no name is called by the address; the server gives the id of a browser or account where it knows nothing else. */
function nameOfAuthor(entry: Entry): string {
  const { author, identity } = entry
  const name = author.name === identity?.value && addressOf(entry) === null ? '' : author.name
  return name || addressOf(entry) || (identity?.kind === 'device' ? w.who.visitor : w.common.unnamed)
}

/** As people write it down; the ids of browsers and of accounts say nothing to anybody. */
function addressOf({ identity }: Entry): string | null {
  return identity && identity.kind !== 'device' && identity.kind !== 'account' ? identity.value : null
}

/** Entries of earlier versions have no words for it, and the reason alone says less. */
function whyHereOf({ threading: { reason, sentence, words } }: Entry): string {
  return words ? say(sentence, words) : (w.entry.reasons?.[reason] ?? sentence)
}
