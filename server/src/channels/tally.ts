import type { Metrics } from '../platform/http/metrics.ts'
import type { Clock } from '../lib/clock.ts'
import type { Measure, Sample } from '../lib/measure.ts'
import type { ChannelStore } from './configuring/channel-store.ts'

/** What this node has seen of each channel since it started. It is for operators, and nothing is decided by it. */
export interface ChannelTally {
  /** What became of one thing that came in, once it is durable. */
  received(channelId: string, outcome: 'recorded' | 'set_aside' | 'failed'): void
  /** What became of one attempt to hand over a message. */
  attempted(channelId: string, outcome: 'sent' | 'retry' | 'failed'): void
  /** The mailbox was looked at, and everything in it is recorded. */
  looked(channelId: string): void
  /** It is not watched any more, by this node. */
  left(channelId: string): void
}

/** A series for each channel; the channels above this number share one. */
const maxChannels = 200
const otherChannels = 'other'

export function createTally(metrics: Metrics, clock: Clock, store: Pick<ChannelStore, 'briefs'>): ChannelTally {
  const known = new Set<string>()
  const lastAt = {
    received: new Map<string, number>(),
    sent: new Map<string, number>(),
    looked: new Map<string, number>(),
  }
  const inbound = metrics.counter(
    'throughline_inbound_total',
    'What came in by a channel, by what became of it. Messages on a thread are recorded; the others are kept raw.',
    ['channel', 'outcome'],
  )
  const attempts = metrics.counter(
    'throughline_delivery_attempts_total',
    'Attempts to hand over a message, by channel and by what became of it.',
    ['channel', 'outcome'],
  )

  function labelOf(channelId: string): string {
    if (known.has(channelId)) return channelId
    if (known.size >= maxChannels) return otherChannels
    known.add(channelId)
    return channelId
  }
  function note(times: Map<string, number>, channel: string): void {
    times.set(channel, clock.now().getTime())
  }

  metrics.measures(async () => {
    const briefs = await store.briefs([...known]).catch(() => new Map<string, { kind: string; name: string }>())
    const samples = (times: Map<string, number>, value: (at: number) => number): Sample[] =>
      [...times].map(([channel, at]) => {
        const { kind, name } = briefs.get(channel) ?? { kind: otherChannels, name: otherChannels }
        return { labels: { channel, kind, name: shortName(name) }, value: value(at) }
      })
    const labels = ['channel', 'kind', 'name']
    const now = clock.now().getTime()
    const measures: Measure[] = [
      {
        name: 'throughline_channel_last_received_timestamp_seconds',
        help: 'When this node last took something in by a channel.',
        labels,
        samples: samples(lastAt.received, (at) => at / 1000),
      },
      {
        name: 'throughline_channel_last_sent_timestamp_seconds',
        help: 'When this node last handed over a message by a channel.',
        labels,
        samples: samples(lastAt.sent, (at) => at / 1000),
      },
      {
        name: 'throughline_mailbox_lag_seconds',
        help: 'How long ago this node had last read everything in a mailbox that it watches.',
        labels,
        samples: samples(lastAt.looked, (at) => Math.max(0, now - at) / 1000),
      },
    ]
    return measures
  })

  return {
    received(channelId, outcome) {
      const channel = labelOf(channelId)
      inbound.inc({ channel, outcome })
      note(lastAt.received, channel)
    },
    attempted(channelId, outcome) {
      const channel = labelOf(channelId)
      attempts.inc({ channel, outcome })
      if (outcome === 'sent') note(lastAt.sent, channel)
    },
    looked: (channelId) => note(lastAt.looked, labelOf(channelId)),
    left: (channelId) => void lastAt.looked.delete(labelOf(channelId)),
  }
}

/** Long enough to know it by. */
export const shortName = (name: string): string => name.slice(0, 60)
