import type { Part } from '../mime/tree.ts'

/** Parts of a type, not looking into attached mails: what is in there happened to somebody else. */
export function partsOfType(part: Part, type: RegExp): Part[] {
  if (type.test(part.mediaType)) return [part]
  return part.mediaType.startsWith('message/') ? [] : part.children.flatMap((child) => partsOfType(child, type))
}
