import { uploadAttachment as contract } from '@throughline/protocol/timeline/attachments.ts'
import { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { request, urlOf } from './call.ts'

/** Sends the bytes of a file; the message that goes with them names the attachment by its id. */
export async function uploadAttachment(file: File, signal?: AbortSignal): Promise<Attachment> {
  const response = await request(urlOf(contract.path, { query: { name: file.name || 'file' } }), {
    method: contract.method,
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
    ...(signal ? { signal } : {}),
  })
  return Attachment.parse(await response.json())
}
