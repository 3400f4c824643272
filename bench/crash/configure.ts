import { callApi } from '../product/api.ts'
import { toldTypes } from './checking/check-effects.ts'
import type { Receivers } from './receivers.ts'
import { boundary } from './sending/mail-supply.ts'

export const supportAddress = 'help@crash.example'

/** Sets up mail with automatic answers, a webhook and a channel for programs, whose id it gives. */
export async function configure(product: { url: string; token: string }, receivers: Receivers): Promise<string> {
  const { items } = await callApi<{ items: { id: string }[] }>(product, 'GET', '/channels')
  await callApi(product, 'PATCH', `/channels/${items[0]!.id}`, {
    settings: {
      address: supportAddress,
      authservIds: [boundary],
      acknowledgement: { enabled: true, text: 'We have your message and will answer soon.' },
    },
  })
  await callApi(product, 'POST', '/webhooks', { name: 'Watcher', url: receivers.webhookUrl, eventTypes: toldTypes })
  const { id } = await callApi<{ id: string }>(product, 'POST', '/channels', { kind: 'api', name: 'Shop' })
  return id
}
