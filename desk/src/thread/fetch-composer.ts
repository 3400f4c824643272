// The editor is the heaviest part of the desk; the thread can be read before it has arrived.
export const fetchComposer = () => import('./composer/composer.tsx')

/** Fetched when the page has nothing else to do, so that the first thread that is opened does not wait for it. */
export function fetchComposerWhenIdle(): () => void {
  const fetch = () => void fetchComposer().catch(() => undefined)
  // Not every browser knows idleness.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(fetch, 1000)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(fetch, { timeout: 5000 })
  return () => cancelIdleCallback(handle)
}
