import type { EmailContent } from '@throughline/protocol/timeline/content/email.ts'
import type { CalendarEvent, ContactCard, Encrypted } from '@throughline/protocol/timeline/content/mail-parts.ts'
import type { ReactNode } from 'react'
import { IconCalendar, IconLock, IconUser } from '../../../look/icons.ts'
import { calendarTime } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import classes from './mail-parts.module.css'

/** What came in a mail beside its words: that it is encrypted, invitations, contact cards. All of it is the sender's word. */
export function MailParts({ mail }: { mail: EmailContent }) {
  return (
    <>
      {mail.encrypted && <EncryptedNotice encrypted={mail.encrypted} />}
      {mail.events?.map((event) => (
        <EventCard key={`${event.uid} ${event.method}`} event={event} />
      ))}
      {mail.cards?.map((card) => (
        <Card key={`${card.name} ${card.emails.join(' ')}`} card={card} />
      ))}
    </>
  )
}

function EncryptedNotice({ encrypted: { scheme, keys } }: { encrypted: Encrypted }) {
  return (
    <section className={classes.part} aria-label={w.mailParts.encrypted}>
      <IconLock size={18} stroke={1.6} aria-hidden />
      <div className={classes.more}>
        <p className={classes.title}>{w.mailParts.encrypted}</p>
        <p className={classes.line}>
          {scheme === 'smime' ? 'S/MIME' : 'OpenPGP'} ·{' '}
          {keys.length === 0 ? w.mailParts.encryptedToHidden : w.mailParts.encryptedTo(keys.join('; '))}
        </p>
      </div>
    </section>
  )
}

function EventCard({ event }: { event: CalendarEvent }) {
  const { title, start, end, where, organiser, people, isCancelled, repeats } = event
  const kind = w.mailParts.eventKinds[isCancelled ? 'cancel' : event.method]
  const name = title || w.mailParts.noTitle
  return (
    <section className={classes.part} aria-label={`${kind}: ${name}`}>
      <IconCalendar size={18} stroke={1.6} aria-hidden />
      <div className={classes.more}>
        <p className={classes.kind}>{kind}</p>
        <p className={classes.title} data-cancelled={isCancelled || undefined}>
          <bdi>{name}</bdi>
        </p>
        <dl className={classes.facts}>
          <Fact label={w.mailParts.when}>
            {start && end && isLonger(start, end)
              ? w.mailParts.until(
                  calendarTime(start),
                  end.date === start.date && end.time ? end.time : calendarTime(end),
                )
              : start && calendarTime(start)}
            {repeats && ` ${w.mailParts.repeats}`}
          </Fact>
          <Fact label={w.mailParts.where}>{where}</Fact>
          <Fact label={w.mailParts.organiser}>{organiser}</Fact>
          <Fact label={w.mailParts.answers}>
            {people.map((person) => `${person.name}: ${w.mailParts.answer[person.answer ?? 'none']}`).join(', ')}
          </Fact>
        </dl>
      </div>
    </section>
  )
}

/** A day ends, for calendars, as the next one begins. */
function isLonger(start: NonNullable<CalendarEvent['start']>, end: NonNullable<CalendarEvent['end']>): boolean {
  if (start.time !== null) return true
  return Date.parse(end.date) - Date.parse(start.date) > 24 * 3600 * 1000
}

function Card({ card }: { card: ContactCard }) {
  const { name, title, organisation, emails, phones, addresses } = card
  return (
    <section className={classes.part} aria-label={`${w.mailParts.card}: ${name}`}>
      <IconUser size={18} stroke={1.6} aria-hidden />
      <div className={classes.more}>
        <p className={classes.kind}>{w.mailParts.card}</p>
        <p className={classes.title}>
          <bdi>{name || emails[0] || phones[0]}</bdi>
        </p>
        {[[title, organisation].filter(Boolean).join(', '), ...emails, ...phones, ...addresses]
          .filter((line) => line !== '')
          .map((line) => (
            <p key={line} className={classes.line}>
              <bdi>{line}</bdi>
            </p>
          ))}
        <p className={classes.note}>{w.mailParts.claimed}</p>
      </div>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === '' || children === null || children === undefined) return null
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </>
  )
}
