import type { Part } from '../lib/part.ts'

export const part: Part = {
  is: 'contract, registry, inbound, outbound, configuring; the adapters',
  tables: {
    channels: { of: 'installation' },
    channel_state: { of: 'installation' },
    inbound: { of: 'customer', erased: 'removed' },
    inbound_previews: { of: 'customer', erased: 'removed', until: 'it is released' },
    early_events: { of: 'customer', erased: 'removed', until: 'what it is about is recorded' },
    // Written by older nodes only; a later version drops it.
    early_receipts: { of: 'customer', erased: 'removed', until: 'what it is about is sent' },
    read_marks: { of: 'customer', erased: 'removed' },
    deliveries: { of: 'customer', exported: true, erased: 'emptied' },
    outbox_mails: { of: 'customer', erased: 'removed' },
    automatic_answers: { of: 'customer', erased: 'removed', until: 'a day later' },
    scheduled_replies: { of: 'customer', erased: 'removed', until: 'it is sent or cancelled' },
    own_addresses: { of: 'installation' },
    colleague_mails: { of: 'customer', erased: 'removed' },
    proven_answers: { of: 'customer', erased: 'emptied' },
  },
}
