import { Alert, Button, PasswordInput, Stack, type PasswordInputProps } from '@mantine/core'
import { passwordLength } from '@throughline/protocol/staff/password.ts'
import type { FormEvent, ReactNode } from 'react'
import { w } from './words/words.ts'

export interface FrontDoorFormProps {
  problem: string | null
  submit: string
  isBusy: boolean
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  children: ReactNode
}

/** What was refused stands above the fields, and one button below them. */
export function FrontDoorForm({ problem, submit, isBusy, onSubmit, children }: FrontDoorFormProps) {
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        {children}
        <Button type="submit" size="sm" loading={isBusy}>
          {submit}
        </Button>
      </Stack>
    </form>
  )
}

/** The password of a new account. */
export function NewPassword(props: PasswordInputProps) {
  return (
    <PasswordInput
      {...props}
      label={w.common.password}
      description={w.fields.passwordShort}
      autoComplete="new-password"
      size="sm"
    />
  )
}

export const tooShort = (password: string): string | null =>
  password.length < passwordLength.least ? w.fields.passwordShort : null
