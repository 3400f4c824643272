/**
 * The WebSocket close code "service restart": the server stops in the orderly way. Come back with the cursor, to
 * whichever node answers now.
 */
export const serviceRestart = 1012

/** How long a client waits before it comes back: at once, yet thousands of them spread. `random` is between 0 and 1. */
export function restartDelayMs(random: number): number {
  return Math.round(100 + random * 1400)
}
