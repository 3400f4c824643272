import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { paths } from '../paths.ts'
import { w } from '../words/words.ts'
import { CodeForm } from './code-form.tsx'
import { FrontDoor } from './front-door.tsx'
import { PasswordForm } from './password-form.tsx'

/** Password first, then the code where the person has switched that on. `next` is where they wanted to go. */
export function SignInPage({ next }: { next: string | null }) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const [step, setStep] = useState<'password' | 'code' | 'expired'>('password')

  const enter = () => {
    queryClient.clear()
    // Only paths of our own: a link must not be able to send anybody elsewhere.
    const isOurs = next !== null && next.startsWith('/') && !next.startsWith('//')
    router.history.push(isOurs ? next : paths.inbox)
  }

  if (step === 'code') {
    return <CodeForm onDone={enter} onExpired={() => setStep('expired')} onStartOver={() => setStep('password')} />
  }
  return (
    <FrontDoor title={w.signIn.title}>
      <title>{w.signIn.pageTitle}</title>
      <PasswordForm
        notice={step === 'expired' ? w.signIn.expired : null}
        onDone={({ needsCode }) => (needsCode ? setStep('code') : enter())}
      />
    </FrontDoor>
  )
}
