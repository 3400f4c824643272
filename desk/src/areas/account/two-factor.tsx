import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { disableTwoFactor, getTwoFactorEnabled, startTwoFactor, type TwoFactorStart } from '../../session/auth.ts'
import { keys } from '../../data/query-keys.ts'
import { tell } from '../../look/tell.tsx'
import { w } from './words/words.ts'
import classes from './account-page.module.css'
import { BackupCodes } from './backup-codes.tsx'
import { PasswordAgain } from './password-again.tsx'
import { ScanStep } from './scan-step.tsx'

type Step = { name: 'rest' | 'enable' | 'disable' } | { name: 'scan' | 'backup'; start: TwoFactorStart }

/** Switching it on goes: password, scan, a right code, keep the backup codes. Only the code switches it on. */
export function TwoFactor() {
  const queryClient = useQueryClient()
  const enabled = useQuery({ queryKey: keys.session, queryFn: getTwoFactorEnabled })
  const [step, setStep] = useState<Step>({ name: 'rest' })
  const rest = () => setStep({ name: 'rest' })
  const isOn = enabled.data ?? false

  const refresh = () => queryClient.invalidateQueries({ queryKey: keys.session })
  return (
    <section className={classes.section} aria-label={w.account.twoFactor}>
      <h2>{w.account.twoFactor}</h2>
      <p>{isOn ? w.account.twoFactorOn : w.account.twoFactorOff}</p>
      {step.name === 'rest' && enabled.data !== undefined && (
        <Button variant={isOn ? 'default' : 'filled'} onClick={() => setStep({ name: isOn ? 'disable' : 'enable' })}>
          {isOn ? w.account.twoFactorDisable : w.account.twoFactorEnable}
        </Button>
      )}
      {step.name === 'enable' && (
        <PasswordAgain
          submit={w.account.continue}
          onSubmit={async (password) => setStep({ name: 'scan', start: await startTwoFactor(password) })}
          onCancel={rest}
        />
      )}
      {step.name === 'scan' && (
        <ScanStep
          uri={step.start.totpURI}
          onCancel={rest}
          onVerified={() => {
            void refresh()
            tell(w.account.enabled)
            setStep({ name: 'backup', start: step.start })
          }}
        />
      )}
      {step.name === 'backup' && <BackupCodes codes={step.start.backupCodes} onDone={rest} />}
      {step.name === 'disable' && (
        <PasswordAgain
          submit={w.account.twoFactorDisable}
          onSubmit={async (password) => {
            await disableTwoFactor(password)
            await refresh()
            tell(w.account.disabled)
            rest()
          }}
          onCancel={rest}
        />
      )}
    </section>
  )
}
