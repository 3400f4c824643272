import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hasOwnPassword, signOut } from '../../session/auth.ts'
import { keys } from '../../data/query-keys.ts'
import { useKeptScroll } from '../../look/kept-scroll.ts'
import { IconLogout } from '../../look/icons.ts'
import { PhotoField } from './photo-field.tsx'
import { tellProblem } from '../../look/tell.tsx'
import { ConfirmDialog } from '../../look/confirm-dialog.tsx'
import { useMe } from '../../data/me/use-me.ts'
import { w } from './words/words.ts'
import classes from './account-page.module.css'
import { ChangePassword } from './change-password.tsx'
import { countUnsaved, forgetDevice } from './forget-device.ts'
import { LanguageChoice } from './language-choice.tsx'
import { NotificationSettings } from './notification-settings.tsx'
import { SignatureField } from './signature-field.tsx'
import { TwoFactor } from './two-factor.tsx'

export function AccountPage() {
  const me = useMe()
  const scroller = useKeptScroll('account')
  const ownPassword = useQuery({ queryKey: keys.ownPassword, queryFn: hasOwnPassword })
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div ref={scroller} className={classes.page}>
      <title>{`${w.account.title} · ${w.appName}`}</title>
      <div className={classes.column}>
        <header className={classes.head}>
          <PhotoField />
          <div className={classes.who}>
            <h1 className={classes.name}>
              <bdi>{me.name}</bdi>
            </h1>
            <p className={classes.more}>
              {me.email} · {w.account.role(w.people.roleNames[me.role] ?? me.role)}
            </p>
          </div>
          <SignOut />
        </header>
        <section className={classes.section}>
          <h2>{w.account.appearance}</h2>
          <SegmentedControl
            aria-label={w.account.appearance}
            value={colorScheme}
            onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
            data={[
              { value: 'auto', label: w.account.auto },
              { value: 'light', label: w.account.light },
              { value: 'dark', label: w.account.dark },
            ]}
          />
        </section>
        <section className={classes.section}>
          <h2>{w.account.language}</h2>
          <LanguageChoice />
        </section>
        <SignatureField />
        <NotificationSettings />
        {ownPassword.isPending ? null : ownPassword.data === false ? (
          <section className={classes.section} aria-label={w.account.password}>
            <h2>{w.account.password}</h2>
            <p>{w.account.noPassword}</p>
          </section>
        ) : (
          <>
            <TwoFactor />
            <ChangePassword />
          </>
        )}
      </div>
    </div>
  )
}

function SignOut() {
  const [unsaved, setUnsaved] = useState({ drafts: 0, outgoing: 0 })
  const leaving = useMutation({ mutationFn: signOut, onSuccess: forgetDevice, onError: tellProblem })

  function leave(): void {
    const found = countUnsaved()
    if (found.drafts + found.outgoing === 0) leaving.mutate()
    else setUnsaved(found)
  }
  const count = unsaved.drafts + unsaved.outgoing

  return (
    <>
      <Button
        variant="default"
        leftSection={<IconLogout size={14} stroke={1.75} aria-hidden />}
        loading={leaving.isPending}
        onClick={leave}
      >
        {w.account.signOut}
      </Button>
      {count > 0 && (
        <ConfirmDialog
          title={unsaved.outgoing === 0 ? w.account.unsavedDrafts(count) : w.account.unsavedTitle}
          more={w.account.unsavedMore(count)}
          submit={w.account.signOutAnyway}
          cancel={w.common.cancel}
          isBusy={leaving.isPending}
          onConfirm={() => leaving.mutate()}
          onClose={() => setUnsaved({ drafts: 0, outgoing: 0 })}
        />
      )}
    </>
  )
}
