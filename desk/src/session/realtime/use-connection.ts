import { useSyncExternalStore } from 'react'
import { realtime } from './desk-realtime.ts'
import type { ConnectionState } from './realtime.ts'

export function useConnection(): ConnectionState {
  return useSyncExternalStore(realtime.onState, realtime.state)
}
