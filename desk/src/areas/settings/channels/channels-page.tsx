import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChannelIcon } from '../../../look/channel-icon.tsx'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../data/me/use-me.ts'
import { aboutChannel, say } from '../../../words/words.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { CardList, RowText } from '../card-list.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { channelKindsQuery, channelsQuery } from '../../../data/channels/channels-query.ts'
import { OwnAddressesSection } from './own-addresses.tsx'
import { doesNotSend, HealthBadge } from './health-badge.tsx'
import { SectionHeading } from '../../../look/detail-heading.tsx'

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
        <CardList label={w.channels.connected} items={channels.data.items} keyOf={({ id }) => id}>
          {(channel) => (
            <Link to={paths.channel} params={{ channelId: channel.id }} className={cards.row}>
              <ChannelIcon kind={channel.kind} size={20} />
              <RowText name={channel.name}>
                <span className={cards.more}>{say(channel.health.sentence, channel.health.words)}</span>
                {doesNotSend(channel) && (
                  <span className={cards.more} style={{ color: 'var(--bad-ink)' }}>
                    {say(channel.sending.sentence, channel.sending.words)}
                  </span>
                )}
              </RowText>
              <HealthBadge channel={channel} />
            </Link>
          )}
        </CardList>
      )}
      {mayManage && kinds.data && (
        <>
          <SectionHeading className={cards.heading}>{w.channels.connect}</SectionHeading>
          <CardList label={w.channels.connect} items={kinds.data.items} keyOf={({ kind }) => kind}>
            {({ kind, description }) => (
              <Link to={paths.newChannel} params={{ kind }} className={cards.row}>
                <ChannelIcon kind={kind} size={20} />
                <RowText name={w.channels.add(w.channelWords.name(kind))}>
                  <span className={cards.more}>{aboutChannel(kind, description)}</span>
                </RowText>
              </Link>
            )}
          </CardList>
        </>
      )}
      <OwnAddressesSection mayManage={mayManage} />
    </>
  )
}
