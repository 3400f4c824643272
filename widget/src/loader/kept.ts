/**
 * The frame's memory, in the host's own storage: a frame's own is partitioned, short-lived or shut in most browsers,
 * and a cookie would be a third party's. Storage that is shut leaves a chat that lasts as long as the page.
 */
export function createKept(key: string, changed: (kept: string | null) => void) {
  let inMemory: string | null = null
  addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) changed((inMemory = event.key === null ? null : event.newValue))
  })
  return {
    read(): string | null {
      return attempt(() => localStorage.getItem(key)) ?? inMemory
    },
    write(kept: string | null): void {
      inMemory = kept
      attempt(() => (kept === null ? localStorage.removeItem(key) : localStorage.setItem(key, kept)))
    },
    /** Whether the chat stood open on the page before, in this tab. */
    wasOpen: (): boolean => attempt(() => sessionStorage.getItem(key)) !== null,
    rememberOpen(isOpen: boolean): void {
      attempt(() => (isOpen ? sessionStorage.setItem(key, '1') : sessionStorage.removeItem(key)))
    },
  }
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
