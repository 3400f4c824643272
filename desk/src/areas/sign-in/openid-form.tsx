import { Alert, Button, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { beginOpenId } from '../../session/auth.ts'
import { sentenceOf } from '../../look/tell.tsx'
import { w } from './words/words.ts'

/** Leads to the company's own sign-in, which sends the browser back here. */
export function OpenIdForm({ name, next, notice }: { name: string; next: string | null; notice: string | null }) {
  const leaving = useMutation({
    mutationFn: () => beginOpenId(next),
    onSuccess: (url) => window.location.assign(url),
  })
  const { reset } = leaving
  // Who comes back with the browser's button finds the page as it was left: on its way.
  useEffect(() => {
    const comeBack = (event: PageTransitionEvent) => event.persisted && reset()
    window.addEventListener('pageshow', comeBack)
    return () => window.removeEventListener('pageshow', comeBack)
  }, [reset])
  const message = leaving.error ? sentenceOf(leaving.error) : notice
  return (
    <Stack gap="md">
      {message && (
        <Alert color="red" role="alert">
          {message}
        </Alert>
      )}
      <Button size="sm" loading={leaving.isPending || leaving.isSuccess} onClick={() => leaving.mutate()}>
        {w.signIn.with(name)}
      </Button>
    </Stack>
  )
}

/** What the server said in the address when it sent the browser back; words of our own only, never that text. */
export function noticeOf(openid: string | null): string | null {
  switch (openid) {
    case 'cancelled':
      return w.signIn.cancelled
    case 'busy':
      return w.signIn.busy
    case 'unavailable':
      return w.signIn.unavailable
    case 'expired':
      return w.signIn.expired
    case 'failed':
      return w.signIn.failed
    case 'no-access':
      return w.signIn.noAccess
    default:
      return null
  }
}
