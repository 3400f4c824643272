import type { FileStore } from '../../../../platform/files/files.ts'
import type { UploadBody } from '../../../../platform/http/http.ts'
import { newId } from '../../../../lib/ids.ts'
import type { StoredAttachment } from '../attachments.ts'
import { safeFileName } from '../file-name.ts'
import { sniffMediaType } from '../sniff.ts'

/** An upload that has arrived whole and is in no store yet: keep it, or it is gone at the end of the block. */
export interface ArrivedUpload extends AsyncDisposable {
  readonly file: StoredAttachment
  keep(): Promise<void>
}

/** Writes an upload to the disk as it comes. Its type is determined from its first bytes. */
export async function receiveUpload(files: FileStore, name: string, upload: UploadBody): Promise<ArrivedUpload> {
  const arrived = await files.receive(upload.open())
  const id = newId()
  let isKept = false
  return {
    file: {
      id,
      name: safeFileName(name),
      mediaType: await sniffMediaType(arrived.head),
      declaredType: null,
      sizeBytes: arrived.sizeBytes,
      sha256: arrived.sha256,
      storageKey: uploadKey(id),
      inline: false,
      contentId: null,
    },
    async keep() {
      await arrived.keep(uploadKey(id))
      isKept = true
    },
    async [Symbol.asyncDispose]() {
      if (!isKept) await arrived.drop()
    },
  }
}

/** An upload has a key of its own, so that its bytes can go when it is never sent. By its last, random digits. */
const uploadKey = (id: string): string => `uploads/${id.slice(-2)}/${id}`
