import type { Readable } from 'node:stream'
import { attachmentById, downloadHeaders, openAttachment } from '../../../record/timeline/timeline.ts'
import type { PortalDeps } from '../deps.ts'
import { standingOf } from '../visitors/standing.ts'
import { visibleByIds } from './read-messages.ts'
import { isOwnUpload } from './uploads.ts'
import { isShownWith, type Viewer } from './view-messages.ts'

/** A file of a message that this visitor may see, or their own that has yet to be sent; else there is none. */
export async function openFile(
  deps: PortalDeps,
  { session }: Viewer,
  fileId: string,
): Promise<{ headers: Record<string, string>; stream: Readable } | null> {
  const file = await attachmentById(deps.db, fileId)
  if (!file) return null
  if (!isOwnUpload(session, file)) {
    if (file.entry_id === null) return null
    const visible = await visibleByIds(deps, await standingOf(deps.db, session), [file.entry_id])
    if (!visible.some((row) => isShownWith(row, file))) return null
  }
  return {
    headers: downloadHeaders({ name: file.name, mediaType: file.media_type, sizeBytes: file.size_bytes }),
    stream: await openAttachment(deps, file),
  }
}
