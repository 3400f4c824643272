import type { Part } from '../lib/part.ts'

export const part: Part = {
  is: 'contract, registry, inbound, outbound, configuring; the adapters',
  tables: ['channels', 'channel_state', 'inbound', 'deliveries', 'outbox_mails', 'automatic_answers', 'proven_answers'],
}
