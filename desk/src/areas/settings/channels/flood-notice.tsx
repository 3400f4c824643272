import { useQuery } from '@tanstack/react-query'
import { listFloods } from '@throughline/protocol/webchat/floods.ts'
import type { Flood } from '@throughline/protocol/webchat/flood.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { IconAlertTriangle } from '../../../look/icons.ts'
import notice from '../../../look/notice.module.css'
import { useNow } from '../../../look/use-now.ts'
import { locale } from '../../../words/locale.ts'
import { clockTime, nearTime } from '../../../words/times.ts'
import { w } from './words/words.ts'
import classes from './flood-notice.module.css'

const readAgainEveryMs = 30_000

/** What a web chat refused within the last day because too much came from too few places. */
export function FloodNotice({ channelId }: { channelId: string }) {
  const floods = useQuery({
    queryKey: keys.channelFloods(channelId),
    queryFn: () => call(listFloods, { params: { id: channelId } }),
    refetchInterval: readAgainEveryMs,
  })
  if (!floods.data || floods.data.items.length === 0) return null
  return (
    <section className={`${notice.notice} ${classes.flood}`} aria-label={w.floods.label}>
      <IconAlertTriangle size={16} stroke={2} aria-hidden />
      <div>
        {floods.data.items.map((flood) => (
          <FloodLine key={flood.kind} flood={flood} />
        ))}
        <p>
          {floods.data.items.some(({ others }) => others > 0) ? w.floods.moreMany : w.floods.more} {w.floods.proxy}
        </p>
      </div>
    </section>
  )
}

function FloodLine({ flood }: { flood: Flood }) {
  const nowMs = useNow()
  const count = new Intl.NumberFormat(locale())
  const when =
    flood.until === null
      ? w.floods.since(clockTime(flood.since))
      : w.floods.between(nearTime(flood.since, nowMs), nearTime(flood.until, nowMs))
  const most = flood.most.map(({ network, refused }) => `${network} (${count.format(refused)})`).join(', ')
  const only = flood.others === 0 && flood.networks === 1 ? flood.most[0]?.network : undefined
  const from = only
    ? w.floods.oneNetwork(only)
    : flood.others > 0
      ? w.floods.manyNetworks
      : w.floods.networks(count.format(flood.networks))
  return (
    <p>
      {w.floods.refused[flood.kind]({
        when,
        count: count.format(flood.refused),
        isOne: flood.refused === 1,
        networks: from,
      })}{' '}
      {!only && most && w.floods.most(most)}
    </p>
  )
}
