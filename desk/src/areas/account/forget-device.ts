import { paths } from '../../paths.ts'

const ours = 'throughline-'
/** How the desk looks on this machine, which says nothing about customers. */
const keptKeys = new Set(['throughline-color-scheme', 'throughline-language', 'throughline-list-width'])

/** How many drafts and messages are on this device only, because the server has not been reached since. */
export function countUnsaved(): { drafts: number; outgoing: number } {
  const isDraft = (key: string): boolean => key.startsWith('throughline-draft:')
  return { drafts: keysOf(localStorage).filter(isDraft).length, outgoing: outgoingCount() }
}

/**
 * Removes from this browser what somebody wrote and read here. The page is loaded anew, so that nothing of it stays in
 * memory either. Drafts are on the server and come back with the next sign-in.
 */
export function forgetDevice(): void {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of keysOf(storage)) if (!keptKeys.has(key)) storage.removeItem(key)
  }
  window.location.assign(paths.signIn)
}

function outgoingCount(): number {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem('throughline-outgoing') ?? '[]')
    return Array.isArray(kept) ? kept.length : 0
  } catch {
    return 0
  }
}

function keysOf(storage: Storage): string[] {
  try {
    return Object.keys(storage).filter((key) => key.startsWith(ours))
  } catch {
    // Storage is switched off: nothing was kept.
    return []
  }
}
