import type { Channel } from '@throughline/protocol/channels/channels.ts'

export const colorByHealth: Record<Channel['health']['state'], string> = {
  ok: 'green',
  connecting: 'accent',
  failing: 'red',
  disabled: 'gray',
}
