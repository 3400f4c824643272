import { Alert, Anchor, Button, PinInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { AuthRefusal, verifyBackupCode, verifyCode } from '../../session/auth.ts'
import { sentenceOf } from '../../look/tell.tsx'
import { w } from './words/words.ts'
import { FrontDoor } from './front-door.tsx'

export interface CodeFormProps {
  onDone: () => void
  onExpired: () => void
  onStartOver: () => void
}

/** The second step: six digits from the app, or one of the codes that were kept for the day the phone is lost. */
export function CodeForm({ onDone, onExpired, onStartOver }: CodeFormProps) {
  const [isBackup, setIsBackup] = useState(false)
  const [code, setCode] = useState('')
  const verifying = useMutation({
    mutationFn: (value: string) => (isBackup ? verifyBackupCode(value.trim()) : verifyCode(value)),
    onSuccess: onDone,
    onError: (error) => {
      setCode('')
      if (error instanceof AuthRefusal && error.code.includes('COOKIE')) onExpired()
    },
  })
  const swap = () => {
    verifying.reset()
    setCode('')
    setIsBackup(!isBackup)
  }
  const wrong = isBackup ? w.signIn.backupWrong : w.fields.codeWrong
  return (
    <FrontDoor
      title={isBackup ? w.signIn.backupTitle : w.signIn.codeTitle}
      more={isBackup ? w.signIn.backupMore : w.signIn.codeMore}
    >
      <title>{w.signIn.pageTitle}</title>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          verifying.mutate(code)
        }}
      >
        <Stack gap="md">
          {verifying.error && (
            <Alert color="red" role="alert">
              {verifying.error instanceof AuthRefusal ? wrong : sentenceOf(verifying.error)}
            </Alert>
          )}
          {isBackup ? (
            <TextInput
              label={w.signIn.backupCode}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              autoComplete="off"
              size="sm"
              autoFocus
            />
          ) : (
            <PinInput
              key={verifying.failureCount}
              aria-label={w.fields.code}
              length={6}
              placeholder=""
              type="number"
              oneTimeCode
              autoFocus
              size="md"
              value={code}
              onChange={setCode}
              onComplete={(value) => verifying.mutate(value)}
              error={verifying.isError}
              getInputProps={(index) => ({ 'aria-label': `${w.fields.code} ${index + 1}` })}
            />
          )}
          <Button type="submit" size="sm" loading={verifying.isPending} disabled={code.length < 6}>
            {w.signIn.codeSubmit}
          </Button>
          <Anchor component="button" type="button" size="xs" onClick={swap}>
            {isBackup ? w.signIn.takeApp : w.signIn.takeBackup}
          </Anchor>
          <Anchor component="button" type="button" size="xs" onClick={onStartOver}>
            {w.signIn.startOver}
          </Anchor>
        </Stack>
      </form>
    </FrontDoor>
  )
}
