/** SIGHUP: the terminal from which it was started is closed. */
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** npm passes on the Ctrl-C that a terminal has sent to every process already: the same one, twice. */
const sameSignalMs = 500

/**
 * Calls `stop` at the first signal, or when the process that started this one and forwards its signals is gone. A second
 * signal ends the process at once. Listens from the beginning: the first process of a container is ended by no signal
 * that it does not handle.
 */
export function onStopSignal(stop: () => void): void {
  let askedAtMs: number | undefined
  function hear(): void {
    const nowMs = performance.now()
    if (askedAtMs === undefined) {
      askedAtMs = nowMs
      stop()
    } else if (nowMs - askedAtMs > sameSignalMs) process.exit(1)
  }
  for (const signal of signals) process.on(signal, hear)
  if (process.connected) process.once('disconnect', hear)
}
