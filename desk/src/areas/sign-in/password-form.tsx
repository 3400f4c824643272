import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { AuthRefusal, signIn } from '../../session/auth.ts'
import { isProblem } from '../../session/problem-error.ts'
import { sentenceOf } from '../../look/tell.tsx'
import { w } from './words/words.ts'

export interface PasswordFormProps {
  notice: string | null
  /** Below the company's own sign-in, which is the usual way. */
  isSecond: boolean
  /** The keyboard begins here. */
  takesFocus: boolean
  onDone: (answer: { needsCode: boolean }) => void
}

export function PasswordForm({ notice, isSecond, takesFocus, onDone }: PasswordFormProps) {
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } })
  const entering = useMutation({
    mutationFn: (values: { email: string; password: string }) => signIn(values.email.trim(), values.password),
    onSuccess: onDone,
  })
  const message = entering.error ? reasonOf(entering.error) : notice
  return (
    <form onSubmit={form.onSubmit((values) => entering.mutate(values))}>
      <Stack gap="md">
        {message && (
          <Alert color={entering.error ? 'red' : 'gray'} role="alert">
            {message}
          </Alert>
        )}
        <TextInput
          {...form.getInputProps('email')}
          key={form.key('email')}
          label={w.common.email}
          type="email"
          autoComplete="username"
          size="sm"
          required
          withAsterisk={false}
          autoFocus={takesFocus}
        />
        <PasswordInput
          {...form.getInputProps('password')}
          key={form.key('password')}
          label={w.common.password}
          autoComplete="current-password"
          size="sm"
          required
          withAsterisk={false}
        />
        <Button type="submit" size="sm" variant={isSecond ? 'default' : 'filled'} loading={entering.isPending}>
          {w.signIn.submit}
        </Button>
      </Stack>
    </form>
  )
}

function reasonOf(error: unknown): string {
  if (isProblem(error, 'too_many_requests')) return w.signIn.tooMany(error.retryAfterSeconds ?? 60)
  if (isProblem(error, 'forbidden')) return w.signIn.passwordsOff
  if (!(error instanceof AuthRefusal)) return sentenceOf(error)
  return error.code.startsWith('INVALID') || error.status === 401 ? w.signIn.wrong : error.message || w.signIn.wrong
}
