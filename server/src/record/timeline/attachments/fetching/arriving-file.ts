import { newId } from '../../../../lib/ids.ts'
import type { StoredAttachment } from '../attachments.ts'
import { safeFileName } from '../file-name.ts'

/** A file that somebody else holds, and that is fetched once its entry is recorded. */
export interface NamedFile {
  name: string
  declaredType: string
  sizeBytes: number | null
  reference: Readonly<Record<string, string>>
}

/** Its attachment until it is here. Nothing that the provider says of it is believed, and none of it can be refused. */
export function arrivingFile(
  { name, declaredType, sizeBytes, reference }: NamedFile,
  channelId: string,
): StoredAttachment {
  const announced = sizeBytes !== null && Number.isSafeInteger(sizeBytes) && sizeBytes >= 0 ? sizeBytes : null
  return {
    id: newId(),
    name: safeFileName(name),
    mediaType: unknownType,
    declaredType: declaredType.replaceAll('\u0000', '').toWellFormed().slice(0, 200),
    sizeBytes: announced ?? 0,
    sha256: '',
    storageKey: '',
    inline: false,
    contentId: null,
    toFetch: { channelId, reference: JSON.stringify(reference), sizeBytes: announced },
  }
}

const unknownType = 'application/octet-stream'
