import { channelWords } from '@throughline/protocol/channels/words.ts'
import { AppError } from '../lib/errors.ts'
import type { AddressRules } from '../lib/safe-address.ts'
import { createApiAdapter } from './adapters/api/api.ts'
import type { ChannelAdapter } from './contract.ts'
import { createEmailAdapter, type EmailOptions } from './adapters/email/email.ts'
import { createSmsAdapter } from './adapters/sms/sms.ts'
import { createTelegramAdapter } from './adapters/telegram/telegram.ts'
import { createWebchatAdapter } from './adapters/webchat/webchat.ts'
import { createWhatsAppAdapter } from './adapters/whatsapp/whatsapp.ts'

export { inspectMail } from './adapters/email/email.ts'
export { visitorsBody, type VisitorWords } from './adapters/webchat/visitor-words.ts'

export interface Registry {
  readonly adapters: readonly ChannelAdapter[]
  adapterOf(kind: string): ChannelAdapter
  /** Lets go of connections that adapters keep open. */
  close(): void
}

/** Every kind of channel there is. The only file that knows adapters: adding one is one folder and one line here. */
export function createRegistry(options: {
  email: EmailOptions
  /** For channels whose provider calls us, and is called. */
  providers: { publicUrl: string; addressRules: AddressRules }
  more?: readonly ChannelAdapter[] | undefined
}): Registry {
  const email = createEmailAdapter(options.email)
  const adapters: ChannelAdapter[] = [
    email,
    createWebchatAdapter(),
    createSmsAdapter(options.providers),
    createApiAdapter(),
    createWhatsAppAdapter(options.email.addressRules),
    createTelegramAdapter(options.providers),
    ...(options.more ?? []),
  ]
  const adaptersByKind = new Map(adapters.map((adapter) => [adapter.kind, adapter]))
  return {
    adapters,
    adapterOf(kind) {
      const adapter = adaptersByKind.get(kind)
      if (adapter) return adapter
      throw new AppError('invalid_request', channelWords.no_such_kind({ kind, kinds: [...adaptersByKind.keys()] }))
    },
    close: () => email.close(),
  }
}
