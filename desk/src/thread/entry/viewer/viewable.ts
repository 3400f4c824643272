import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'

/** Pictures that every browser shows and none runs. */
const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

export function isPicture({ mediaType }: Attachment): boolean {
  return pictureTypes.has(mediaType)
}

export function isPdf({ mediaType }: Attachment): boolean {
  return mediaType === 'application/pdf'
}

/** What opens here; everything else is saved. */
export function isViewable(attachment: Attachment): boolean {
  return isPicture(attachment) || isPdf(attachment)
}
