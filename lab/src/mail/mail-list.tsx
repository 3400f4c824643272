import type { LabMail } from '@throughline/protocol/lab/lab.ts'
import { w } from '../words.ts'
import { otherSideOf } from './other-side.ts'
import { when } from './when.ts'

interface MailListProps {
  mails: LabMail[]
  isLoaded: boolean
  isUnread: (mail: LabMail) => boolean
  onOpen: (id: string) => void
}

/** Newest first, sent ones among them: one exchange reads as one. */
export function MailList({ mails, isLoaded, isUnread, onOpen }: MailListProps) {
  if (mails.length === 0) return <p class="empty">{isLoaded ? w.mail.empty : ''}</p>
  return (
    <ul class="mails">
      {mails.toReversed().map((mail) => {
        const isNew = isUnread(mail)
        return (
          <li key={mail.id}>
            <button data-new={isNew || undefined} onClick={() => onOpen(mail.id)}>
              <span dir="auto">
                {isNew && <i title={w.mail.unread} />}
                {otherSideOf(mail)}
              </span>
              <time dateTime={mail.at}>{when(mail.at)}</time>
              <b dir="auto">{mail.subject || w.mail.noSubject}</b>
              <small dir="auto">{firstWords(mail.text)}</small>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function firstWords(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 120)
}
