import type { Domain } from '../domain.ts'
import { consentEvents } from './events.ts'

export const consents = {
  events: consentEvents,
} as const satisfies Domain
