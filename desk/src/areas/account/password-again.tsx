import { Button, Group, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { AuthRefusal } from '../../session/auth.ts'
import { sentenceOf } from '../../look/tell.tsx'
import { w } from './words/words.ts'

export interface PasswordAgainProps {
  submit: string
  onSubmit: (password: string) => Promise<void>
  onCancel: () => void
}

/** Before a change of how one signs in. */
export function PasswordAgain({ submit, onSubmit, onCancel }: PasswordAgainProps) {
  const [password, setPassword] = useState('')
  const checking = useMutation({ mutationFn: onSubmit })
  const problem = checking.error
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        checking.mutate(password)
      }}
    >
      <PasswordInput
        label={w.account.confirmPassword}
        maw={320}
        autoFocus
        autoComplete="current-password"
        value={password}
        error={problem && (problem instanceof AuthRefusal ? w.account.wrongPassword : sentenceOf(problem))}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Group gap="xs" mt="sm">
        <Button type="submit" disabled={password === ''} loading={checking.isPending}>
          {submit}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {w.common.cancel}
        </Button>
      </Group>
    </form>
  )
}
