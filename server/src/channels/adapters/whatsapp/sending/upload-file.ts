import { randomBytes } from 'node:crypto'
import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { z } from 'zod'
import { minuteMs } from '../../../../lib/clock.ts'
import type { AddressRules } from '../../../../lib/safe-address.ts'
import { ChannelError, type OutboundAttachment } from '../../../contract.ts'
import type { WhatsAppSettings } from '../settings.ts'
import { callGraph } from './graph.ts'

const Uploaded = z.object({ id: z.union([z.string().min(1), z.number().transform(String)]) })

/** A file → the id by which messages name it, for 30 days. */
export async function uploadFile(
  rules: AddressRules,
  settings: WhatsAppSettings,
  file: OutboundAttachment,
): Promise<string> {
  const boundary = `throughline-${randomBytes(16).toString('hex')}`
  const answer = await callGraph(rules, settings, `${settings.phoneNumberId}/media`, {
    method: 'POST',
    type: `multipart/form-data; boundary=${boundary}`,
    body: formOf(boundary, file, await file.read()),
    timeoutMs: 2 * minuteMs,
  }).catch((error: unknown) => {
    if (!(error instanceof ChannelError) || error.kind !== 'permanent') throw error
    const wording = whatsappWords.file_refused({ name: file.name, said: error.message })
    throw new ChannelError('permanent', error.code, wording, { cause: error })
  })
  const { data } = Uploaded.safeParse(answer)
  // Nothing is lost by uploading it once more.
  if (!data) throw new ChannelError('retryable', 'odd_answer', whatsappWords.odd_answer(), { retryAfterMs: minuteMs })
  return data.id
}

function formOf(boundary: string, { name, mediaType }: OutboundAttachment, bytes: Uint8Array): Buffer {
  const field = (what: string, value: string): string =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${what}"\r\n\r\n${value}\r\n`
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${quoted(name)}"\r\ncontent-type: ${type}\r\n\r\n`
  return Buffer.concat([
    Buffer.from(field('messaging_product', 'whatsapp') + field('type', type) + head),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
}

/** As browsers write it (HTML, multipart/form-data): no name ends its line or its quotes. */
function quoted(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
}
