import { Button, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { passwordLength } from '@throughline/protocol/staff/password.ts'
import { AuthRefusal, changePassword } from '../../session/auth.ts'
import { isProblem } from '../../session/problem-error.ts'
import { sentenceOf, tell, tellProblem } from '../../look/tell.tsx'
import { w } from './words/words.ts'
import classes from './account-page.module.css'

export function ChangePassword() {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { current: '', next: '' },
    validate: { next: (value) => (value.length < passwordLength.least ? w.fields.passwordShort : null) },
  })
  const changing = useMutation({
    mutationFn: ({ current, next }: typeof form.values) => changePassword(current, next),
    onSuccess: () => {
      form.reset()
      tell(w.account.passwordChanged)
    },
    onError: (error) => {
      if (error instanceof AuthRefusal) form.setFieldError('current', w.account.wrongPassword)
      else if (isProblem(error, 'guessable_password')) form.setFieldError('next', sentenceOf(error))
      else tellProblem(error)
    },
  })
  return (
    <section className={classes.section} aria-label={w.account.password}>
      <h2>{w.account.password}</h2>
      <form onSubmit={form.onSubmit((values) => changing.mutate(values))} noValidate>
        <Stack gap="sm" maw={320}>
          <PasswordInput
            {...form.getInputProps('current')}
            key={form.key('current')}
            label={w.account.currentPassword}
            autoComplete="current-password"
          />
          <PasswordInput
            {...form.getInputProps('next')}
            key={form.key('next')}
            label={w.account.newPassword}
            description={w.fields.passwordShort}
            autoComplete="new-password"
          />
          <Button type="submit" variant="default" style={{ alignSelf: 'flex-start' }} loading={changing.isPending}>
            {w.account.changePassword}
          </Button>
        </Stack>
      </form>
    </section>
  )
}
