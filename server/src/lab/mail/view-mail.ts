import type { LabMail } from '@throughline/protocol/lab.ts'
import PostalMime from 'postal-mime'
import type { StoredMail } from './mailboxes.ts'

/** What a mail program shows. Read by another's parser: what we send has to make sense to others. */
export async function viewMail({ id, folder, atMs, raw }: StoredMail): Promise<LabMail> {
  const mail = await PostalMime.parse(raw)
  const files = mail.attachments.map((file) => ({ ...file, bytes: bytesOf(file.content) }))
  const html = mail.html && files.reduce(inlinePicture, mail.html)
  return {
    id,
    folder,
    at: new Date(atMs).toISOString(),
    from: { name: mail.from?.name ?? '', address: mail.from?.address ?? '' },
    to: (mail.to ?? []).map(({ name, address }) => ({ name: name ?? '', address: address ?? '' })),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: html || null,
    attachments: files
      .filter((file) => file.disposition !== 'inline' || file.contentId === undefined)
      .map((file) => ({ name: file.filename ?? 'file', mediaType: file.mimeType, sizeBytes: file.bytes.length })),
  }
}

interface File {
  contentId?: string
  mimeType: string
  bytes: Buffer
}

function inlinePicture(html: string, { contentId, mimeType, bytes }: File): string {
  if (contentId === undefined || !/^image\/[a-z0-9.+-]+$/i.test(mimeType)) return html
  const name = contentId.replace(/^<|>$/g, '')
  return html.replaceAll(`cid:${name}`, `data:${mimeType};base64,${bytes.toString('base64')}`)
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content)
  return content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(new Uint8Array(content))
}
