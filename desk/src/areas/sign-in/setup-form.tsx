import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { isEmail, isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { passwordLength } from '@throughline/protocol/staff/password.ts'
import { completeSetup } from '@throughline/protocol/staff/setup.ts'
import { signIn } from '../../session/auth.ts'
import { call } from '../../session/call.ts'
import { isProblem } from '../../session/problem-error.ts'
import { sentenceOf } from '../../look/tell.tsx'
import { w } from './words/words.ts'

export function SetupForm({ token, onDone }: { token: string; onDone: () => void }) {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '', companyName: '' },
    validate: {
      name: isNotEmpty(w.fields.nameMissing),
      email: isEmail(w.fields.emailWrong),
      password: (value) => (value.length < passwordLength.least ? w.fields.passwordShort : null),
    },
  })
  const setup = useMutation({
    mutationFn: async ({ companyName, ...values }: typeof form.values) => {
      const company = companyName.trim()
      await call(completeSetup, { body: { token, ...values, ...(company ? { companyName: company } : {}) } })
      await signIn(values.email, values.password)
    },
    onSuccess: onDone,
  })
  return (
    <form onSubmit={form.onSubmit((values) => setup.mutate(values))} noValidate>
      <Stack gap="md">
        {setup.error && (
          <Alert color="red" role="alert">
            {isProblem(setup.error, 'forbidden') ? w.setup.tokenWrong : sentenceOf(setup.error)}
          </Alert>
        )}
        <TextInput
          {...form.getInputProps('name')}
          key={form.key('name')}
          label={w.setup.yourName}
          autoComplete="name"
          size="sm"
          autoFocus
        />
        <TextInput
          {...form.getInputProps('email')}
          key={form.key('email')}
          label={w.common.email}
          type="email"
          autoComplete="username"
          size="sm"
        />
        <PasswordInput
          {...form.getInputProps('password')}
          key={form.key('password')}
          label={w.common.password}
          description={w.fields.passwordShort}
          autoComplete="new-password"
          size="sm"
        />
        <TextInput
          {...form.getInputProps('companyName')}
          key={form.key('companyName')}
          label={w.setup.company}
          placeholder={w.common.optional}
          autoComplete="organization"
          size="sm"
        />
        <Button type="submit" size="sm" loading={setup.isPending}>
          {w.setup.submit}
        </Button>
      </Stack>
    </form>
  )
}
