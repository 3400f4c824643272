import type { FileStore } from '../files/files.ts'

/** What each node leaves in the file store for the others to read. */

export type MarkReading = 'same' | 'missing' | 'unknown'

export const markKey = (nodeId: string): string => `nodes/${nodeId}`

export async function writeMark(files: FileStore, { id, mark }: { id: string; mark: string }): Promise<void> {
  await files.putUnder(markKey(id), Buffer.from(mark))
}

/** `unknown`: the store did not answer, which says nothing about whose it is. */
export async function readMark(files: FileStore, { id, mark }: { id: string; mark: string }): Promise<MarkReading> {
  try {
    const found = await files.find(markKey(id))
    return found !== null && Buffer.from(found).toString() === mark ? 'same' : 'missing'
  } catch {
    return 'unknown'
  }
}
