import { useQueryClient } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useEffect } from 'react'
import { useMay } from '../../../data/me/use-me.ts'
import { threadQuery } from '../../../data/thread/thread-query.ts'

/** More than fit on a screen need not be there before they are asked for. */
const most = 12
/** The hand has rested on the list: what flies past while scrolling is not fetched. */
const restMs = 400

/**
 * The threads of the rows in sight, fetched one after the other while nothing else is to be done, so that opening one
 * waits for nothing. Each is fetched once; its stream brings what came since.
 */
export function usePrefetchInSight(issues: Issue[], first: number, last: number): void {
  const queryClient = useQueryClient()
  const mayRead = useMay('thread.read')
  const customerIds = issues.slice(first, Math.min(last + 1, first + most)).map(({ customerId }) => customerId)
  const inSight = customerIds.join(' ')
  useEffect(() => {
    if (!mayRead || inSight === '') return undefined
    let isOver = false
    const fetchAll = async () => {
      for (const customerId of new Set(inSight.split(' '))) {
        if (isOver) return
        // What fails is asked for again when it is opened, and says why there.
        await queryClient.prefetchQuery(threadQuery(customerId))
      }
    }
    const timer = setTimeout(() => void fetchAll(), restMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [queryClient, mayRead, inSight])
}
