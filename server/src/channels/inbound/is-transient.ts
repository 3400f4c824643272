/**
 * Whether trying again can help. PostgreSQL's classes: 08 connection, 40 rolled back (already tried again by then),
 * 53 out of resources, 55 lock not available, 57 shutting down or timed out, 58 its disk. Node's own codes mean that
 * a connection or the file system failed. What is left (bad data, our own mistakes) fails the same way every time.
 */
export function isTransient(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return isLostConnection(error)
  return /^(08|40|53|55|57|58)[0-9A-Z]{3}$/.test(code) || transientCodes.has(code) || isLostConnection(error)
}

const transientCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT_SOCKET',
  'ENOSPC',
  'EMFILE',
  'ENFILE',
  'EIO',
  'EROFS',
  'EACCES',
])

// The driver reports a connection that ends under a query by message alone.
function isLostConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i.test(
      error.message,
    )
  )
}
