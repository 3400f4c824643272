import { TextInput } from '@mantine/core'
import { isEmail, isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { completeSetup } from '@throughline/protocol/staff/setup.ts'
import { signIn } from '../../session/auth.ts'
import { call } from '../../session/call.ts'
import { isProblem } from '../../session/problem-error.ts'
import { sentenceOf } from '../../look/tell.tsx'
import { w } from './words/words.ts'
import { FrontDoorForm, NewPassword, tooShort } from './front-door-form.tsx'

export function SetupForm({ token, onDone }: { token: string; onDone: () => void }) {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '', companyName: '' },
    validate: {
      name: isNotEmpty(w.fields.nameMissing),
      email: isEmail(w.fields.emailWrong),
      password: tooShort,
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
    <FrontDoorForm
      problem={setup.error && (isProblem(setup.error, 'forbidden') ? w.setup.tokenWrong : sentenceOf(setup.error))}
      submit={w.setup.submit}
      isBusy={setup.isPending}
      onSubmit={form.onSubmit((values) => setup.mutate(values))}
    >
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
      <NewPassword {...form.getInputProps('password')} key={form.key('password')} />
      <TextInput
        {...form.getInputProps('companyName')}
        key={form.key('companyName')}
        label={w.setup.company}
        placeholder={w.common.optional}
        autoComplete="organization"
        size="sm"
      />
    </FrontDoorForm>
  )
}
