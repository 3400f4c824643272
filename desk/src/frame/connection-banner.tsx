import { UnstyledButton } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys } from '../data/query-keys.ts'
import { realtime } from '../session/realtime/desk-realtime.ts'
import { useConnection } from '../session/realtime/use-connection.ts'
import { w } from '../words/words.ts'
import classes from './connection-banner.module.css'

/** Shown once a second try has failed: a cut of a moment heals before anybody needs to know. */
export function ConnectionBanner() {
  const connection = useConnection()
  const queryClient = useQueryClient()
  // The machine itself may know sooner, and an open line may take minutes to notice.
  const { online } = useNetwork()
  const isShown = !online || (connection.state === 'offline' && connection.attempts > 1)
  useEffect(() => {
    // The connection is refused, too, when the sign-in is over: asking who we are tells the two apart.
    if (isShown && online) void queryClient.invalidateQueries({ queryKey: keys.me })
  }, [isShown, online, queryClient])
  return (
    <div role="status" className={classes.banner} hidden={!isShown}>
      {isShown && (
        <>
          <strong>{w.connection.lost}</strong> {w.connection.lostMore}
          <UnstyledButton className={classes.retry} onClick={() => realtime.retryNow()}>
            {w.connection.retryNow}
          </UnstyledButton>
        </>
      )}
    </div>
  )
}
