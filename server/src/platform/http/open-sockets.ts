import type { Socket } from 'node:net'
import type { Logger } from '../../lib/logger.ts'
import { minuteMs, secondMs } from '../../lib/clock.ts'
import type { Action } from './access/action.ts'
import { can, everything } from './access/can.ts'
import type { Caller, CallersNow } from './caller.ts'

/**
 * A socket stays open for hours after the request that opened it, and must end with the right to it. The caller of each
 * is checked again when access changed on any node, and every minute in any case.
 */
export interface OpenSockets {
  /** `sinceMs`: when the caller was recognised, by `performance.now()`. */
  add(open: OpenSocket, recognised: { caller: Caller; sinceMs: number }): void
  callers(): IteratorObject<Caller>
  /** Reads the present rights of all callers. Rejects when they cannot be read; then nothing has changed. */
  recheck(): Promise<void>
  /** Nothing has changed since the last time. */
  confirm(): void
  /** False when changes could not be checked for too long: then nothing may be written. */
  areCurrent(): boolean
  stop(): void
}

export interface OpenSocket {
  readonly socket: Socket
  readonly access: Action
  /** For a connection that can continue with other rights. Without it the socket is closed when it loses `access`. */
  readonly holder: SocketHolder | undefined
}

/** What is done through the socket: it asks `can` with the newest caller for everything it does. */
export interface SocketHolder {
  callerChanged(caller: Caller): void
  /** The session or token has ended, or may not have this socket any more. */
  callerGone(): void
}

/** The database may be away for so long before writing stops. */
const trustedForMs = 10 * secondMs

export function createOpenSockets(
  callersNow: CallersNow,
  { logger, everyMs = minuteMs }: { logger: Logger; everyMs?: number },
): OpenSockets {
  const opened = new Map<OpenSocket, Caller>()
  let checkedAtMs = -Infinity
  let confirmedAtMs = Infinity
  let checking: Promise<void> | null = null
  let isAskedAgain = false

  async function recheckAll(): Promise<void> {
    do {
      isAskedAgain = false
      checkedAtMs = performance.now()
      const asked = [...opened]
      const callers = await callersNow(asked.map(([, caller]) => caller))
      for (const [index, [open]] of asked.entries()) if (opened.has(open)) apply(open, callers[index] ?? null)
    } while (isAskedAgain)
  }

  function apply(open: OpenSocket, caller: Caller | null): void {
    if (caller === null || !can(caller, open.access, everything)) {
      opened.delete(open)
      if (open.holder) open.holder.callerGone()
      else open.socket.destroy()
      return
    }
    if (caller === opened.get(open)) return
    opened.set(open, caller)
    open.holder?.callerChanged(caller)
  }

  /** One check at a time; a change that is noticed meanwhile causes another one. */
  function recheck(): Promise<void> {
    isAskedAgain = true
    checking ??= recheckAll().finally(() => (checking = null))
    return checking
  }

  const unlessAway = (error: unknown): void =>
    logger.warn({ err: error }, 'it could not be found out who has which open connection')
  const timer = setInterval(() => void recheck().catch(unlessAway), everyMs)
  timer.unref()
  return {
    add(open, { caller, sinceMs }) {
      // It was closed while its caller was looked up, and does not say so again.
      if (open.socket.destroyed) return
      opened.set(open, caller)
      open.socket.once('close', () => opened.delete(open))
      // Access changed after the caller was authenticated.
      if (checkedAtMs >= sinceMs) void recheck().catch(() => apply(open, null))
    },
    callers: () => opened.values(),
    recheck,
    confirm: () => (confirmedAtMs = performance.now()),
    areCurrent: () => performance.now() - confirmedAtMs < trustedForMs,
    stop: () => clearInterval(timer),
  }
}
