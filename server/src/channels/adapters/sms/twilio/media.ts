import { smsWords } from '@throughline/protocol/sms/words.ts'
import { wordingOf } from '../../../../lib/errors.ts'
import { safeStream } from '../../../../lib/safe-stream.ts'
import { ChannelError, type ChannelContext, type FetchedMedia, type MediaToFetch } from '../../../contract.ts'
import type { Outside } from '../provider.ts'
import type { TwilioSettings } from '../settings.ts'
import { basicOf } from './call.ts'
import { cut, field, type Fields } from './fields.ts'

/** Twilio hands over ten files at most, of 5 MiB together; by RCS one may have 16. */
const maxCount = 10
const maxBytes = 16 * 1024 * 1024

const mediaPath = /^\/2010-04-01\/Accounts\/AC[0-9a-f]{32}\/Messages\/[MS]M[0-9a-f]{32}\/Media\/ME[0-9a-f]{32}$/i

/** The files of an MMS, by the path under which Twilio has them: the credentials go to no other address. */
export function mediaOf(fields: Fields): MediaToFetch[] {
  const count = Math.min(Number(field(fields, 'NumMedia')) || 0, maxCount)
  return Array.from({ length: Math.max(0, Math.floor(count)) }, (_, index) => {
    const declaredType = cut(field(fields, `MediaContentType${index}`), 200) || 'application/octet-stream'
    const url = field(fields, `MediaUrl${index}`)
    const path = URL.canParse(url) ? new URL(url).pathname : ''
    return {
      name: `MMS ${index + 1}${extensionOf(declaredType)}`,
      declaredType,
      sizeBytes: null,
      reference: { path: mediaPath.test(path) ? path : '' },
    }
  })
}

export async function fetchMedia(
  outside: Outside,
  { reference }: MediaToFetch,
  context: ChannelContext<TwilioSettings>,
): Promise<FetchedMedia> {
  const { path = '' } = reference
  if (!mediaPath.test(path)) throw new ChannelError('permanent', 'no_media', smsWords.not_its_media())
  const { status, headers, body } = await safeStream(new URL(path, context.channel.settings.server).href, {
    ...outside.addressRules,
    headers: { authorization: basicOf(context.channel.settings) },
    maxBytes,
  }).catch((cause: unknown) => {
    throw new ChannelError('retryable', 'unreachable', wordingOf(cause), { cause })
  })
  if (status === 200) return { mediaType: headers['content-type'] ?? 'application/octet-stream', body }
  body.destroy()
  if (status === 404 || status === 410) throw new ChannelError('permanent', `${status}`, smsWords.no_such_media())
  if (status === 401) throw new ChannelError('credentials', '401', smsWords.credentials_refused())
  throw new ChannelError('retryable', `${status}`, smsWords.provider_away({ status }))
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'video/mp4': '.mp4',
  'video/3gpp': '.3gp',
  'audio/mpeg': '.mp3',
  'audio/amr': '.amr',
  'application/pdf': '.pdf',
  'text/vcard': '.vcf',
  'text/x-vcard': '.vcf',
}

function extensionOf(declaredType: string): string {
  const bare = declaredType.split(';')[0]!.trim().toLowerCase()
  return Object.hasOwn(extensions, bare) ? extensions[bare]! : ''
}
