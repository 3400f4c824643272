/** Brings an entry of the thread in the light into sight, from wherever it is spoken of. */
let shower: ((entryId: string) => void) | null = null

export function showEntry(entryId: string): void {
  shower?.(entryId)
}

export function onShowEntry(show: (entryId: string) => void): () => void {
  shower = show
  return () => {
    if (shower === show) shower = null
  }
}
