import { Alert, Button, Checkbox, Radio, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { NotificationMailbox } from '@throughline/protocol/notifications/by-mail.ts'
import { mailedKinds, type MailNotifications as Wishes } from '@throughline/protocol/staff/preferences.ts'
import { useEffect } from 'react'
import { mailboxQuery, useAskForProof, useProveMailbox } from '../../data/me/notification-mailbox.ts'
import { useChangePreferences, usePreferences } from '../../data/me/preferences.ts'
import { tell } from '../../look/tell.tsx'
import { paths } from '../../paths.ts'
import { language } from '../../words/locale.ts'
import { fullTime } from '../../words/times.ts'
import { say } from '../../words/words.ts'
import classes from './account-page.module.css'
import { w } from './words/words.ts'
import { SectionHeading } from '../../look/detail-heading.tsx'

const waits = [2, 5, 10, 30, 60, 240]

/** Which notifications go by mail as well, and whether they can. */
export function MailNotifications() {
  const words = w.account.byMail
  const mailbox = useQuery(mailboxQuery).data
  useProofFromLink()
  if (mailbox === undefined) return null
  return (
    <section className={classes.byMail} aria-label={words.title}>
      <SectionHeading>{words.title}</SectionHeading>
      {mailbox.from === null ? (
        <p>{words.noChannel}</p>
      ) : (
        <>
          {mailbox.isProven ? <Proven mailbox={mailbox} /> : <ToProve mailbox={mailbox} />}
          <Choices />
        </>
      )}
    </section>
  )
}

function Proven({ mailbox: { address, from, answers } }: { mailbox: NotificationMailbox }) {
  const words = w.account.byMail
  return (
    <p>
      {words.goes({ address: address ?? '', from: from ?? '' })} {words[answers ?? 'no_answer']}
    </p>
  )
}

function ToProve({ mailbox: { address, failure } }: { mailbox: NotificationMailbox }) {
  const words = w.account.byMail
  const asking = useAskForProof()
  const to = address ?? ''
  return (
    <Stack gap="xs" align="flex-start" mb="sm">
      {failure === null ? (
        <p className={classes.last}>{words.unproven(to)}</p>
      ) : (
        <Alert color="red" title={words.failed({ address: to, since: fullTime(failure.since) })}>
          {say(failure.sentence, failure.words)}
        </Alert>
      )}
      {asking.isSuccess ? (
        <p role="status" className={classes.last}>
          {words.asked(to)}
        </p>
      ) : (
        <Button variant="default" loading={asking.isPending} onClick={() => asking.mutate(language())}>
          {words.ask}
        </Button>
      )}
    </Stack>
  )
}

function Choices() {
  const words = w.account.byMail
  const { mailNotifications: wishes, mutedNotifications: muted } = usePreferences()
  const prefer = useChangePreferences()
  const change = (to: Partial<Wishes>) => prefer({ mailNotifications: { ...wishes, ...to } })
  const isKnown = waits.includes(wishes.afterMinutes)
  return (
    <Stack gap="md">
      <Radio.Group
        label={words.when}
        value={wishes.when}
        onChange={(when) => change({ when: when === 'off' || when === 'always' ? when : 'away' })}
      >
        <Stack gap="xs" mt="xs">
          <Radio size="xs" value="off" label={words.off} />
          <Radio size="xs" value="away" label={words.away} description={words.awayMore} />
          <Radio size="xs" value="always" label={words.always} />
        </Stack>
      </Radio.Group>
      {wishes.when === 'away' && (
        <Select
          label={words.after}
          w={160}
          allowDeselect={false}
          value={String(wishes.afterMinutes)}
          onChange={(minutes) => minutes !== null && change({ afterMinutes: Number(minutes) })}
          data={(isKnown ? waits : [...waits, wishes.afterMinutes].toSorted((a, b) => a - b)).map((count) => ({
            value: String(count),
            label: words.minutes(count),
          }))}
        />
      )}
      {wishes.when !== 'off' && (
        <Checkbox.Group
          label={words.which}
          value={wishes.kinds}
          onChange={(chosen) => change({ kinds: mailedKinds.filter((kind) => chosen.includes(kind)) })}
        >
          <Stack gap="xs" mt="xs">
            {mailedKinds.map((kind) => (
              // What one is not notified of is not mailed either.
              <Checkbox key={kind} value={kind} disabled={muted.includes(kind)} label={w.notifications.kinds[kind]} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Stack>
  )
}

/** The link of the mail leads here with a token behind the `#`, which no server on the way sees. */
function useProofFromLink(): void {
  const hash = useLocation({ select: (location) => location.hash })
  const navigate = useNavigate()
  const { mutate } = useProveMailbox()
  const token = hash.startsWith('prove=') ? hash.slice('prove='.length) : null
  useEffect(() => {
    if (token === null) return
    mutate(token, { onSuccess: () => tell(w.account.byMail.proven) })
    void navigate({ to: paths.account, hash: 'notifications', replace: true })
  }, [token, mutate, navigate])
}
