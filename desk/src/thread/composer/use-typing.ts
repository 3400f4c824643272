import { useRef } from 'react'
import { realtime } from '../../session/realtime/desk-realtime.ts'

/** It fades after 6 seconds at the others'; sent again every 3 it does not flicker. */
const everyMs = 3000

export function useTyping(customerId: string, isPrivate: boolean): () => void {
  const toldAt = useRef(0)
  return () => {
    if (Date.now() - toldAt.current < everyMs) return
    toldAt.current = Date.now()
    realtime.typing(customerId, isPrivate)
  }
}
