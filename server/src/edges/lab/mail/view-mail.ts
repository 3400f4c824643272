import type { LabMail } from '@throughline/protocol/lab/lab.ts'
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
    replyTo: mail.replyTo?.[0]?.address ?? null,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: html || null,
    attachments: files
      .filter(isApart)
      .map((file) => ({ name: file.filename ?? 'file', mediaType: file.mimeType, sizeBytes: file.bytes.length })),
  }
}

/** One of the attachments that `viewMail` lists; null when there are fewer. */
export async function readFileOf({ raw }: StoredMail, index: number): Promise<{ name: string; bytes: Buffer } | null> {
  const file = (await PostalMime.parse(raw)).attachments.filter(isApart)[index]
  return file === undefined ? null : { name: file.filename ?? 'file', bytes: bytesOf(file.content) }
}

/** What is shown within the text is not listed below it. */
function isApart(file: { disposition?: string | null; contentId?: string }): boolean {
  return file.disposition !== 'inline' || file.contentId === undefined
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
