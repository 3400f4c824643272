import type { LabMail, LabPerson, LabState } from '@throughline/protocol/lab/lab.ts'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { readMailbox, setMailboxClosed } from '../api/lab-api.ts'
import { IconBack, IconMail } from '../look/icons.tsx'
import type { Panel, PanelProps } from '../panel.ts'
import { usePolled } from '../use-polled.ts'
import { w } from '../words.ts'
import { Compose, type Draft } from './compose.tsx'
import { MailList } from './mail-list.tsx'
import { MailView } from './mail-view.tsx'
import { MailboxPicker } from './mailbox-picker.tsx'
import { useSeen } from './use-seen.ts'

const pollMs = 1500

/** Who writes from an address: the person who is played, or whose mailbox it is. */
function nameOf(address: string, lab: LabState, person: LabPerson): string {
  if (person.addresses.includes(address)) return person.name
  return lab.demoStaff?.people.find(({ email }) => email === address)?.name ?? address.split('@')[0]!
}

/** A mail program at the simulated mail provider. */
function Mailbox({ lab, person, since, begun, onNews }: PanelProps) {
  const [address, setAddress] = useState(person.addresses[0]!)
  const ask = useCallback(() => readMailbox(address), [address])
  const { answer, failure, again } = usePolled(ask, pollMs)
  const seen = useSeen()
  const [openId, setOpenId] = useState<string | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const mails = answer?.items ?? []
  const open = mails.find(({ id }) => id === openId)
  const isUnread = (mail: LabMail) => mail.folder === 'inbox' && mail.at >= since && !seen.has(address, mail.id)
  const unread = mails.filter(isUnread).length

  useEffect(() => onNews('mail', unread), [onNews, unread])
  const { supportAddress } = lab.shop
  useEffect(() => {
    // What somebody is writing already is theirs.
    if (begun > 0) setDraft((own) => own ?? { to: supportAddress, ...w.mail.first(person), quoted: '' })
  }, [begun, person, supportAddress])

  function show(id: string) {
    seen.add(address, id)
    setOpenId(id)
  }

  function sent(mail: LabMail) {
    setDraft(null)
    setOpenId(mail.id)
    void again()
  }

  return (
    <div class="mailbox">
      <div class="bar">
        {open || draft ? (
          <button
            class="plain"
            onClick={() => {
              setDraft(null)
              setOpenId(null)
            }}
          >
            <IconBack /> {w.mail.back}
          </button>
        ) : (
          <MailboxPicker
            own={person.addresses}
            team={lab.demoStaff?.people ?? []}
            address={address}
            onPick={setAddress}
          />
        )}
        {!draft && (
          <button
            class="main"
            onClick={() => setDraft({ to: lab.shop.supportAddress, subject: '', text: '', quoted: '' })}
          >
            {w.mail.write}
          </button>
        )}
      </div>
      {failure !== null && !draft && <p role="alert">{failure}</p>}
      {draft ? (
        <Compose
          key={draft.answers ?? 'new'}
          draft={draft}
          from={{ name: nameOf(address, lab, person), address }}
          onSent={sent}
          onDiscard={() => setDraft(null)}
        />
      ) : open ? (
        <MailView mail={open} own={address} onReply={setDraft} />
      ) : (
        <MailList mails={mails} isLoaded={answer !== null} isUnread={isUnread} onOpen={show} />
      )}
      {!draft && !open && answer && (
        <footer>
          <span class="quiet">{answer.isClosed ? w.mail.closed : w.mail.closeWhy}</span>
          <button class="plain" onClick={() => void setMailboxClosed(address, !answer.isClosed).then(again)}>
            {answer.isClosed ? w.mail.open : w.mail.close}
          </button>
        </footer>
      )}
    </div>
  )
}

export const mailPanel: Panel = { id: 'mail', name: w.mail.name, icon: IconMail, View: Mailbox }
