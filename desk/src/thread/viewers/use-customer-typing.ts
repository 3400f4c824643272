import { useEffect, useState } from 'react'
import { realtime } from '../../session/realtime/desk-realtime.ts'

/** It is said again every few seconds for as long as it is so. */
const fadesMs = 6000

/** Whether the customer is typing in a chat right now. */
export function useCustomerTyping(customerId: string): boolean {
  const [isTyping, setIsTyping] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = realtime.onCustomerTyping((typingId) => {
      if (typingId !== customerId) return
      clearTimeout(timer)
      setIsTyping(true)
      timer = setTimeout(() => setIsTyping(false), fadesMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
      setIsTyping(false)
    }
  }, [customerId])
  return isTyping
}
