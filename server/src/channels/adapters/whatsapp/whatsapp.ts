import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import type { AddressRules } from '../../../lib/safe-address.ts'
import type { ChannelAdapter } from '../../contract.ts'
import { userIdKind } from './receiving/person.ts'
import { readWebhook } from './receiving/receive.ts'
import { fetchFile } from './sending/fetch-file.ts'
import { sendMessage } from './sending/send.ts'
import { testNumber } from './sending/test-number.ts'
import { secretSettings, WhatsAppSettings } from './settings.ts'
import { reachability } from './window.ts'
import { answerHandshake, verifySignature } from './signature.ts'

/**
 * WhatsApp by Meta’s Cloud API: one phone number of a WhatsApp Business account. Meta hands in by webhook what customers
 * write and what becomes of our messages; we call the Graph API. Templates and calls are not made here.
 */
export function createWhatsAppAdapter(rules: AddressRules = {}): ChannelAdapter<WhatsAppSettings> {
  return {
    kind: 'whatsapp',
    name: 'WhatsApp',
    description: 'Messages to a WhatsApp number of yours, by the Cloud API of Meta.',
    icon: 'message',
    identityKinds: ['phone', userIdKind],
    capabilities: {
      richText: false,
      attachments: { maxCount: 10, maxTotalBytes: 25 * 1024 * 1024 },
      subject: false,
      cc: false,
      receipts: true,
      typing: false,
      live: true,
      maxTextLength: 4096,
    },
    settings: WhatsAppSettings,
    secretSettings,
    addressScope: ({ portfolioId }) => `whatsapp:${portfolioId}`,
    webhook: {
      verify: (request, { channel }) => verifySignature(request, channel.settings),
      handshake: (request, { channel }) => answerHandshake(request, channel.settings),
      account: ({ phoneNumberId }) => phoneNumberId,
      setUp: (_settings, url) => [
        { ...whatsappWords.set_up_url(), copy: url },
        { ...whatsappWords.set_up_token(), copy: null },
        { ...whatsappWords.set_up_fields(), copy: null },
        { ...whatsappWords.set_up_test(), copy: null },
      ],
      secrets: ['x-hub-signature', 'x-hub-signature-256', 'hub.verify_token'],
    },
    async receive(request) {
      return readWebhook(request)
    },
    reachability: (_settings, heard) => reachability(heard),
    receiptsNameEntries: true,
    fetchMedia: (media, context) => fetchFile(rules, media, context),
    send: (message, context) => sendMessage(rules, message, context),
    test: (context) => testNumber(rules, context),
  }
}
