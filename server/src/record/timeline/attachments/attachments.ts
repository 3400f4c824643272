import type { FileStore } from '../../../platform/files/files.ts'
import { newId } from '../../../lib/ids.ts'
import { safeFileName } from './file-name.ts'
import { sniffMediaType } from './sniff.ts'

/** A file that is in the store already; its row is written in the entry's transaction. */
export interface StoredAttachment {
  id: string
  name: string
  /** Sniffed; the declared type is kept beside it and never served. */
  mediaType: string
  declaredType: string | null
  sizeBytes: number
  sha256: string
  storageKey: string
  inline: boolean
  contentId: string | null
  /** Somebody else still holds it: no bytes are stored, and a row that says where they are is written beside its own. */
  toFetch?: { channelId: string; reference: string; sizeBytes: number | null }
}

/** Stores the bytes durably. Without a row they belong to nobody, so this may run before the transaction. */
export async function storeAttachment(
  files: FileStore,
  file: { name: string; declaredType: string | null; content: Uint8Array; inline?: boolean; contentId?: string | null },
): Promise<StoredAttachment> {
  const [mediaType, { key, sha256 }] = await Promise.all([sniffMediaType(file.content), files.put(file.content)])
  return {
    id: newId(),
    name: safeFileName(file.name),
    mediaType,
    declaredType: file.declaredType?.slice(0, 200) ?? null,
    sizeBytes: file.content.byteLength,
    sha256,
    storageKey: key,
    inline: file.inline ?? false,
    contentId: file.contentId ?? null,
  }
}
