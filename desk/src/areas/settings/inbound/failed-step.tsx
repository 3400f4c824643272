import { Badge, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { useNow } from '../../../look/use-now.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { RowText } from '../card-list.tsx'
import { RemoveDialog } from '../remove-dialog.tsx'

interface FailedStepProps {
  failed: { state: 'waiting' | 'set_aside'; tries: number; error: string | null; failedAt: string }
  name: string
  about?: ReactNode
  retry: () => Promise<unknown>
  dismiss: () => Promise<unknown>
  refresh: () => Promise<unknown>
}

/** What is tried again is done or set aside within moments. */
export const askAgainMs = 2000

export function FailedStep({ failed, name, about, retry, dismiss, refresh }: FailedStepProps) {
  const { state, tries, error, failedAt } = failed
  const nowMs = useNow()
  const [isAsking, { open, close }] = useDisclosure(false)
  const retrying = useMutation({
    mutationFn: retry,
    onSuccess: () => tell(w.failedSteps.retried),
    onError: tellProblem,
    onSettled: async () => {
      await refresh()
      // The button is gone while it is tried: the keyboard goes on in the page rather than at its very top.
      document.getElementById('content')?.focus()
    },
  })
  return (
    <div className={cards.row}>
      <RowText name={name}>
        {error !== null && <span className={cards.more}>{error}</span>}
        <span className={cards.more}>
          {nearTime(failedAt, nowMs)} · {w.failedSteps.tries(tries)}
          {about}
        </span>
      </RowText>
      {state === 'waiting' ? (
        <Badge color="gray">{w.failedSteps.waiting}</Badge>
      ) : (
        <>
          <Button variant="default" loading={retrying.isPending} onClick={() => retrying.mutate()}>
            {w.failedSteps.retry}
          </Button>
          <Button variant="subtle" color="red" onClick={open}>
            {w.failedSteps.dismiss}
          </Button>
        </>
      )}
      {isAsking && (
        <RemoveDialog
          title={w.failedSteps.dismissTitle}
          more={w.failedSteps.dismissMore}
          submit={w.failedSteps.dismissSubmit}
          remove={dismiss}
          onRemoved={refresh}
          removed={w.failedSteps.dismissed}
          onClose={close}
        />
      )}
    </div>
  )
}
