import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { z } from 'zod'
import { wordingOf } from '../../../../lib/errors.ts'
import type { AddressRules } from '../../../../lib/safe-address.ts'
import { safeStream } from '../../../../lib/safe-stream.ts'
import { ChannelError, type ChannelContext, type FetchedMedia, type MediaToFetch } from '../../../contract.ts'
import type { WhatsAppSettings } from '../settings.ts'
import { callGraph } from './graph.ts'

// https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media/

const Place = z.object({ url: z.url({ protocol: /^https?$/ }), mime_type: z.string().catch('') })

/** The id in a webhook is good for seven days, and the address that it is exchanged for for five minutes. */
export async function fetchFile(
  rules: AddressRules,
  { reference }: MediaToFetch,
  { channel: { settings } }: ChannelContext<WhatsAppSettings>,
): Promise<FetchedMedia> {
  const id = reference['id'] ?? ''
  if (!/^[\w.-]{1,200}$/.test(id)) throw gone()
  const answer = await callGraph(rules, settings, `${id}?phone_number_id=${settings.phoneNumberId}`)
  const { data: place } = Place.safeParse(answer)
  if (!place) throw new ChannelError('permanent', 'odd_answer', whatsappWords.odd_answer())
  const { status, body, headers } = await safeStream(place.url, {
    ...rules,
    headers: { authorization: `Bearer ${settings.accessToken}` },
  }).catch((cause: unknown) => {
    throw new ChannelError('retryable', 'unreachable', wordingOf(cause), { cause })
  })
  if (status === 200) return { mediaType: place.mime_type || (headers['content-type'] ?? ''), body }
  body.destroy()
  if (status === 404 || status === 410) throw gone()
  // The address may have ended meanwhile: another attempt asks for a new one.
  throw new ChannelError('retryable', `${status}`, whatsappWords.failed({ code: `${status}`, said: `HTTP ${status}` }))
}

const gone = (): ChannelError => new ChannelError('permanent', 'media_gone', whatsappWords.media_gone())
