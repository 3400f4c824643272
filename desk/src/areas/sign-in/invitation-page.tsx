import { Button, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { acceptInvitation, readInvitation } from '@throughline/protocol/staff/invitations.ts'
import { signIn } from '../../session/auth.ts'
import { call } from '../../session/call.ts'
import { isProblem } from '../../session/problem-error.ts'
import { Failure } from '../../look/failure.tsx'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { sentenceOf } from '../../look/tell.tsx'
import { paths } from '../../paths.ts'
import { w } from './words/words.ts'
import { FrontDoor } from './front-door.tsx'
import { FrontDoorForm, NewPassword, tooShort } from './front-door-form.tsx'

/** The invited person chooses a password, and is signed in with it. */
export function InvitationPage({ token }: { token: string }) {
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => call(readInvitation, { body: { token } }),
    staleTime: Infinity,
    retry: false,
  })
  if (invitation.isPending) return <LateSkeleton rows={3} />
  if (invitation.isError) {
    if (!isProblem(invitation.error, 'not_found')) {
      return <Failure error={invitation.error} onRetry={invitation.refetch} />
    }
    return (
      <FrontDoor title={w.invitation.over} more={w.invitation.overMore}>
        <title>{w.invitation.pageTitle}</title>
        <Button size="sm" variant="default" renderRoot={(props) => <Link to={paths.signIn} {...props} />}>
          {w.setup.goToSignIn}
        </Button>
      </FrontDoor>
    )
  }
  const { name, email, companyName } = invitation.data
  return (
    <FrontDoor title={w.invitation.title(name)} more={w.invitation.more(companyName)}>
      <title>{w.invitation.pageTitle}</title>
      <PasswordChoice token={token} email={email} />
    </FrontDoor>
  )
}

function PasswordChoice({ token, email }: { token: string; email: string }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: tooShort },
  })
  const choosing = useMutation({
    mutationFn: async ({ password }: { password: string }) => {
      await call(acceptInvitation, { body: { token, password } })
      await signIn(email, password)
    },
    onSuccess: () => {
      queryClient.clear()
      void navigate({ to: paths.inbox, replace: true })
    },
  })
  const { error } = choosing
  return (
    <FrontDoorForm
      problem={error && (isProblem(error, 'not_found') ? w.invitation.overMore : sentenceOf(error))}
      submit={w.invitation.submit}
      isBusy={choosing.isPending}
      onSubmit={form.onSubmit((values) => choosing.mutate(values))}
    >
      <Text size="xs">
        {w.common.email}: <bdi>{email}</bdi>
      </Text>
      {/* Password managers keep the password for this account. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <NewPassword {...form.getInputProps('password')} key={form.key('password')} autoFocus />
    </FrontDoorForm>
  )
}
