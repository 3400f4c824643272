import { z } from 'zod'
import { event } from '../event.ts'
import { Id, Time } from '../primitives.ts'
import { FloodKind } from '../webchat/flood.ts'

export const channelEvents = {
  'channel.flooded': event({
    summary: 'Too much comes to a web chat from too few places, and some of it is refused',
    since: '0.1.0',
    data: z.object({ channelId: Id, kind: FloodKind, since: Time }),
  }),
}
