import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const ChannelsPage = page(async () => (await import('./channels-page.tsx')).ChannelsPage)
const NewChannelPage = page(async () => (await import('./new-channel-page.tsx')).NewChannelPage)
const ChannelPage = page(async () => (await import('./channel-page.tsx')).ChannelPage)

const newChannel = at('channels/new/$kind', () => {
  const { kind } = newChannel.useParams()
  return later(<NewChannelPage key={kind} kind={kind} />)
})

const channel = at('channels/$channelId', () => {
  const { channelId } = channel.useParams()
  return later(<ChannelPage key={channelId} channelId={channelId} />)
})

export const channels = defineArea({
  to: paths.channels,
  access: 'channels.read',
  title: () => w.channels.title,
  navigation: { in: 'settings', group: 'channels' },
  keys: [],
  routes: [at('channels', () => later(<ChannelsPage />)), newChannel, channel],
})
