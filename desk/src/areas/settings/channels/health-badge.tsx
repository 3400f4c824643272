import { Badge } from '@mantine/core'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import { w } from './words/words.ts'

const colorByHealth: Record<Channel['health']['state'], string> = {
  ok: 'green',
  connecting: 'accent',
  failing: 'red',
  disabled: 'gray',
}

/** What comes in arrives, and nothing leaves. */
export const doesNotSend = ({ enabled, sending }: Channel): boolean => enabled && sending.state !== 'sends'

/** Green only where both directions work. */
export function HealthBadge({ channel }: { channel: Channel }) {
  const { state } = channel.health
  if (state === 'ok' && doesNotSend(channel)) {
    return (
      <Badge style={{ background: 'var(--private)', color: 'var(--private-ink)' }}>{w.channels.receivesOnly}</Badge>
    )
  }
  return <Badge color={colorByHealth[state]}>{w.channels.health[state]}</Badge>
}
