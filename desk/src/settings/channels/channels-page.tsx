import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChannelIcon } from '../../look/channel-icon.tsx'
import { EmptyState } from '../../look/empty-state.tsx'
import { Failure } from '../../look/failure.tsx'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../shell/use-me.ts'
import { w } from '../../words/words.ts'
import cards from '../card-list.module.css'
import { SettingsHead } from '../settings-head.tsx'
import { channelKindsQuery, channelsQuery } from './channels-query.ts'
import { colorByHealth } from './health.ts'

export function ChannelsPage() {
  const channels = useQuery(channelsQuery)
  const kinds = useQuery(channelKindsQuery)
  const mayManage = useMay('channels.manage')
  if (channels.isPending) return <LateSkeleton />
  if (channels.isError) return <Failure error={channels.error} onRetry={channels.refetch} />
  return (
    <>
      <SettingsHead title={w.channels.title} more={w.channels.more} />
      {channels.data.items.length === 0 ? (
        <EmptyState title={w.channels.none}>{w.channels.noneMore}</EmptyState>
      ) : (
        <ul className={cards.list} aria-label={w.channels.connected}>
          {channels.data.items.map((channel) => (
            <li key={channel.id}>
              <Link to={paths.channel} params={{ channelId: channel.id }} className={cards.row}>
                <ChannelIcon kind={channel.kind} size={20} />
                <span className={cards.what}>
                  <bdi className={cards.name}>{channel.name}</bdi>
                  <span className={cards.more}>{w.ofServer.sentence(channel.health.sentence)}</span>
                </span>
                <Badge color={colorByHealth[channel.health.state]}>{w.channels.health[channel.health.state]}</Badge>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {mayManage && kinds.data && (
        <>
          <h3 className={cards.heading}>{w.channels.connect}</h3>
          <ul className={cards.list} aria-label={w.channels.connect}>
            {kinds.data.items.map((kind) => (
              <li key={kind.kind}>
                <Link to={paths.newChannel} params={{ kind: kind.kind }} className={cards.row}>
                  <ChannelIcon kind={kind.kind} size={20} />
                  <span className={cards.what}>
                    <span className={cards.name}>{w.channels.add(w.channelWords.name(kind.kind))}</span>
                    <span className={cards.more}>{w.ofServer.field(kind.description)}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
