import { createHash, type Hash } from 'node:crypto'
import type { RawHeader } from './raw-header.ts'

/**
 * What a mail is called within its channel, so that the same mail twice is one entry, and two mails are two.
 *
 * The same mail may come by SMTP and by IMAP, or from two relays: headers are added and line ends change on the way.
 * So only what its author wrote is looked at: From, Date, Subject and the body. The Message-ID alone is not enough:
 * broken programs give the same one to every mail, and anyone can send a mail with an id that he has seen.
 */
export function mailFingerprint(raw: Buffer, header: RawHeader, messageId: string | null): string {
  const hash = createHash('sha256')
  hash.update(messageId ?? '')
  for (const name of ['from', 'date', 'subject']) hash.update(`\0${header.values(name).join('\0')}`)
  hash.update('\0\0')
  hashBody(raw.subarray(header.bodyStart), hash)
  return hash.digest('base64url').slice(0, 32)
}

export function providerIdOf(messageId: string | null, fingerprint: string): string {
  // The fingerprint covers the whole Message-ID; this much of it is for people.
  return messageId === null ? fingerprint : `${messageId.slice(0, 400)} ${fingerprint}`
}

/** Line ends are made one kind; blank lines at the end come and go. Byte by byte, so that odd mails cost no more. */
function hashBody(body: Buffer, hash: Hash): void {
  let end = body.length
  while (end > 0 && (body[end - 1] === 0x0a || body[end - 1] === 0x0d)) end--
  const packed = Buffer.allocUnsafe(Math.min(end, 64 * 1024))
  let bytes = 0
  for (let i = 0; i < end; i++) {
    const byte = body[i]!
    if (byte === 0x0d && body[i + 1] === 0x0a) continue
    if (bytes === packed.length) {
      hash.update(packed)
      bytes = 0
    }
    packed[bytes++] = byte
  }
  hash.update(packed.subarray(0, bytes))
}
