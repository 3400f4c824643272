import { Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import classes from './late-skeleton.module.css'

/** A grey outline of what is coming, only when it takes longer than 300 ms: most answers come sooner. */
export function LateSkeleton({ rows = 6, height = 44 }: { rows?: number; height?: number }) {
  const isLate = useLate(300)
  if (!isLate) return <div aria-busy="true" />
  return (
    <div className={classes.root} aria-busy="true">
      {Array.from({ length: rows }, (_, index) => (
        // The rows are all alike and never move.
        // oxlint-disable-next-line react/no-array-index-key
        <Skeleton key={index} height={height} radius="sm" />
      ))}
    </div>
  )
}

export function useLate(delayMs: number): boolean {
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), delayMs)
    return () => clearTimeout(timer)
  }, [delayMs])
  return isLate
}
