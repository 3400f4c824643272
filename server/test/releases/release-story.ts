import { setTimeout as delay } from 'node:timers/promises'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Webhook } from '@throughline/protocol/webhooks/webhooks.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { tellBusyDay } from '../../seeds/busy-day/busy-day.ts'
import { cast } from '../../seeds/cast.ts'
import type { Stage } from '../../seeds/telling/stage.ts'
import { freePort } from '../free-port.ts'
import { readFacts } from './facts.ts'
import type { Release } from './releases.ts'

export type Told = Pick<Release, 'testToken' | 'webhook' | 'unsent' | 'facts'>

/**
 * A busy day of the demo, and on top of it what is under way when the product is stopped for an upgrade: a webhook whose
 * receiver is away, an answer that the mail provider could not take, and one that can still be taken back.
 */
export async function tellReleaseStory(stage: Stage, end: Date): Promise<Told> {
  const { api } = stage
  const story = await tellBusyDay(stage, end)
  await api.call('POST', '/saved-replies', { name: 'Sent', shortcut: 'sent', text: 'It is on its way.', shared: true })
  const { token } = await api.call<{ token: string }>('POST', '/tokens', { name: 'Order system', role: 'admin' })
  const nowhere = await freePort()
  const webhook = await api.call<Webhook & { secret: string }>('POST', '/webhooks', {
    name: 'Orders',
    url: `http://127.0.0.1:${nowhere}/`,
    eventTypes: ['entry.appended'],
  })
  const { items } = await api.call<{ items: Channel[] }>('GET', '/channels')
  const mail = items.find(({ kind }) => kind === 'email')!
  await api.call('PATCH', `/channels/${mail.id}`, {
    settings: { ...mail.settings, smtp: { host: '127.0.0.1', port: nowhere, security: 'none' } },
  })
  const { id } = await story.customerOf(cast.lena)
  const unsent = ['The provider is away while this is written.', 'This can still be taken back.']
  const write = (text: string, holdSeconds: number): Promise<Entry> =>
    api.call('POST', `/customers/${id}/entries`, { kind: 'message', text, channelId: mail.id, holdSeconds })
  const tried = await write(unsent[0]!, 0)
  await write(unsent[1]!, 60)
  await until(async () => ((await api.call<Entry>('GET', `/entries/${tried.id}`)).delivery?.attempts ?? 0) > 0)
  await until(async () => {
    const deliveries = await api.call<{ items: { state: string }[] }>('GET', `/webhooks/${webhook.id}/deliveries`)
    return deliveries.items.length === 2 && deliveries.items.every(({ state }) => state === 'pending')
  })
  const { id: webhookId, secret: testSecret } = webhook
  return { testToken: token, webhook: { id: webhookId, testSecret }, unsent, facts: await readFacts(api) }
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await delay(50)
}
