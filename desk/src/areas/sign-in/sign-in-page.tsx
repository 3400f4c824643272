import { Anchor, Divider, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { getWays } from '../../session/auth.ts'
import { keys } from '../../data/query-keys.ts'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { paths } from '../../paths.ts'
import { w } from './words/words.ts'
import { CodeForm } from './code-form.tsx'
import { FrontDoor } from './front-door.tsx'
import { noticeOf, OpenIdForm } from './openid-form.tsx'
import { PasswordForm } from './password-form.tsx'

/**
 * The company's own sign-in where it is set, or a password; then the code where the person has switched that on. `next`
 * is where they wanted to go, `openid` what came of the company's sign-in.
 */
export function SignInPage({ next, openid }: { next: string | null; openid: string | null }) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const [step, setStep] = useState<'first' | 'code' | 'expired'>(openid === 'code' ? 'code' : 'first')
  const [wantsPassword, setWantsPassword] = useState(false)
  // When it cannot be read, a password still works.
  const ways = useQuery({ queryKey: keys.ways, queryFn: getWays, staleTime: 0, retry: false })

  const enter = () => {
    queryClient.clear()
    // Only paths of our own: a link must not be able to send anybody elsewhere.
    const isOurs = next !== null && next.startsWith('/') && !next.startsWith('//')
    router.history.push(isOurs ? next : paths.inbox)
  }

  if (step === 'code') {
    return <CodeForm onDone={enter} onExpired={() => setStep('expired')} onStartOver={() => setStep('first')} />
  }
  const provider = ways.data?.openId ?? null
  const notice = step === 'expired' ? w.signIn.expired : noticeOf(openid)
  const isOneAccount = ways.data?.passwordsFor === 'one'
  return (
    <FrontDoor title={w.signIn.title}>
      <title>{w.signIn.pageTitle}</title>
      {ways.isPending ? (
        <LateSkeleton rows={3} />
      ) : (
        <Stack gap="lg">
          {provider && <OpenIdForm name={provider.name} next={next} notice={notice} />}
          {provider && !isOneAccount && <Divider label={w.signIn.or} />}
          {isOneAccount && !wantsPassword ? (
            <Anchor component="button" type="button" size="xs" onClick={() => setWantsPassword(true)}>
              {w.signIn.oneAccount}
            </Anchor>
          ) : (
            <PasswordForm
              notice={provider ? null : notice}
              isSecond={provider !== null}
              takesFocus={provider === null || wantsPassword}
              onDone={({ needsCode }) => (needsCode ? setStep('code') : enter())}
            />
          )}
        </Stack>
      )}
    </FrontDoor>
  )
}
