import { Button, Stack, Switch } from '@mantine/core'
import { notificationKinds, type NotificationKind } from '@throughline/protocol/staff/preferences.ts'
import { useState } from 'react'
import { askForOutside, outsideState } from '../../data/notifications/show-outside.ts'
import { w } from '../../words/words.ts'
import { MailNotifications } from './mail-notifications.tsx'
import classes from './account-page.module.css'
import { useChangePreferences, usePreferences } from '../../data/me/preferences.ts'
import { SectionHeading } from '../../look/detail-heading.tsx'

/** What one is notified of, and whether also outside of this tab. */
export function NotificationSettings() {
  const words = w.notifications
  const { mutedNotifications: muted, followWhen } = usePreferences()
  const prefer = useChangePreferences()
  const set = (kind: NotificationKind, isWanted: boolean) =>
    prefer({ mutedNotifications: isWanted ? muted.filter((one) => one !== kind) : [...muted, kind] })
  return (
    <section className={classes.section} id="notifications">
      <h2>{words.settings}</h2>
      <Stack gap="xs">
        {notificationKinds.map((kind) => (
          <Switch
            key={kind}
            label={words.kinds[kind]}
            checked={!muted.includes(kind)}
            onChange={(event) => set(kind, event.currentTarget.checked)}
          />
        ))}
      </Stack>
      <MailNotifications />
      <SectionHeading>{words.followWhen.title}</SectionHeading>
      <Stack gap="xs">
        {(['mentioned', 'answered'] as const).map((when) => (
          <Switch
            key={when}
            label={words.followWhen[when]}
            checked={followWhen.includes(when)}
            onChange={(event) =>
              prefer({
                followWhen: event.currentTarget.checked
                  ? [...followWhen, when]
                  : followWhen.filter((one) => one !== when),
              })
            }
          />
        ))}
      </Stack>
      <Outside />
    </section>
  )
}

function Outside() {
  const words = w.notifications
  const [state, setState] = useState(outsideState)
  if (state === 'unsupported') return null
  const sentence = { default: words.browserMore, granted: words.browserOn, denied: words.browserDenied }[state]
  return (
    <div className={classes.outside}>
      <SectionHeading>{words.browser}</SectionHeading>
      <p>{sentence}</p>
      {state === 'default' && (
        <Button variant="default" onClick={() => void askForOutside().then(setState)}>
          {words.browserAllow}
        </Button>
      )}
    </div>
  )
}
