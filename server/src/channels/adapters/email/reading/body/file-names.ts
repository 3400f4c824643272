import type { Problems } from '../limits.ts'
import { cut, safeName } from '../text-safety.ts'

const extensionByType: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/svg+xml': 'svg',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/json': 'json',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/calendar': 'ics',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/rfc822-headers': 'txt',
  'message/rfc822': 'eml',
  'message/global': 'eml',
  'message/delivery-status': 'txt',
  'message/disposition-notification': 'txt',
  'message/feedback-report': 'txt',
  'audio/mpeg': 'mp3',
  'audio/amr': 'amr',
  'audio/ogg': 'ogg',
  'video/mp4': 'mp4',
  'application/pgp-signature': 'asc',
  'application/pkcs7-signature': 'p7s',
}

/** Names that open a device instead of a file on Windows. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** A name that can be used as it is for a file: the sender chose it, so it may be a path, a trick, or empty. */
export function safeFileName(
  given: string | null,
  mediaType: string,
  position: number,
  maxChars: number,
  problems: Problems,
): string {
  const raw = given ?? ''
  const base = raw.slice(Math.max(raw.lastIndexOf('/'), raw.lastIndexOf('\\')) + 1)
  if (base !== raw) problems.note('A path was removed from a file name.')
  let name = safeName(base, base.length, problems)
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (devices.test(name)) name = `_${name}`
  if (name === '') return `attachment-${position}.${extensionByType[mediaType] ?? 'bin'}`
  if (name.length <= maxChars) return name
  problems.note('A file name was too long and was cut.')
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : ''
  return cut(name, maxChars - extension.length) + extension
}
