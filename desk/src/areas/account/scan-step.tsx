import { Button, Code, Group, PinInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { renderSVG } from 'uqr'
import { AuthRefusal, verifyCode } from '../../session/auth.ts'
import { sentenceOf } from '../../look/tell.tsx'
import { w } from './words/words.ts'
import classes from './account-page.module.css'

export interface ScanStepProps {
  /** `otpauth://totp/…` */
  uri: string
  onVerified: () => void
  onCancel: () => void
}

/** The code is drawn here, in the browser: the secret goes nowhere. */
export function ScanStep({ uri, onVerified, onCancel }: ScanStepProps) {
  const [code, setCode] = useState('')
  const picture = useMemo(() => `data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 0 }))}`, [uri])
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const verifying = useMutation({ mutationFn: verifyCode, onSuccess: onVerified, onError: () => setCode('') })
  const problem = verifying.error
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        verifying.mutate(code)
      }}
    >
      <p>{w.account.scan}</p>
      <img src={picture} alt={w.account.qrLabel} className={classes.qr} />
      <p style={{ marginTop: 12 }}>
        {w.account.scanMore} <Code data-totp-secret>{secret}</Code>
      </p>
      <p>{w.account.thenCode}</p>
      <PinInput
        aria-label={w.fields.code}
        length={6}
        placeholder=""
        type="number"
        oneTimeCode
        value={code}
        error={problem !== null}
        onChange={setCode}
        onComplete={(value) => verifying.mutate(value)}
        getInputProps={(index) => ({ 'aria-label': `${w.fields.code} ${index + 1}` })}
      />
      {problem && (
        <p role="alert" style={{ color: 'var(--bad-ink)' }}>
          {problem instanceof AuthRefusal ? w.fields.codeWrong : sentenceOf(problem)}
        </p>
      )}
      <Group gap="xs" mt="md">
        <Button type="submit" disabled={code.length < 6} loading={verifying.isPending}>
          {w.account.twoFactorEnable}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {w.common.cancel}
        </Button>
      </Group>
    </form>
  )
}
