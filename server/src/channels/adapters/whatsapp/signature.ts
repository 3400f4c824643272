import { createHmac } from 'node:crypto'
import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { isSameSecret } from '../../../lib/same-secret.ts'
import { ChannelError, type ProviderRequest, type WebhookAnswer } from '../../contract.ts'
import type { WhatsAppSettings } from './settings.ts'

// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint

/** `X-Hub-Signature-256`: HMAC-SHA256 of the exact bytes, by the app secret. */
export function verifySignature(request: ProviderRequest, { appSecret }: Pick<WhatsAppSettings, 'appSecret'>): void {
  const given = request.headers['x-hub-signature-256'] ?? ''
  // Anybody can sign with an empty secret.
  if (appSecret !== '' && isSameSecret(given, signatureOf(request.body, appSecret))) return
  throw new ChannelError('invalid_signature', 'x-hub-signature-256', whatsappWords.not_signed())
}

export function signatureOf(body: Uint8Array, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
}

/** Meta tries the address by GET, with our verify token, and wants its challenge back. */
export function answerHandshake(
  { method, url }: ProviderRequest,
  { verifyToken }: Pick<WhatsAppSettings, 'verifyToken'>,
): WebhookAnswer | null {
  if (method !== 'GET' || !URL.canParse(url)) return null
  const asked = new URL(url).searchParams
  const challenge = asked.get('hub.challenge')
  if (asked.get('hub.mode') !== 'subscribe' || challenge === null) return null
  if (verifyToken === '' || !isSameSecret(asked.get('hub.verify_token') ?? '', verifyToken)) {
    throw new ChannelError('invalid_signature', 'hub.verify_token', whatsappWords.wrong_token())
  }
  return { status: 200, type: 'text/plain', body: challenge }
}
