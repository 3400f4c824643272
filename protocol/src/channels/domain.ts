import type { Domain } from '../domain.ts'
import { channelEvents } from './events.ts'

export const channels = {
  permissions: {
    'channels.read': 'readonly',
    'channels.manage': 'admin',
    'channels.receive': 'admin',
    'mail.replay': 'lead',
  },
  events: channelEvents,
} as const satisfies Domain
