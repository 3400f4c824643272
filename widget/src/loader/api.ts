import type { EventName } from '../between.ts'
import type { Host } from './host.ts'
import { warn } from './warn.ts'

/** What the host page can do. Also callable by name, as the calls that waited for this script were made. */
export interface Throughline {
  (method: string, ...given: unknown[]): unknown
  open(): void
  close(): void
  /** With a token that the host's server signed for the person who is signed in there. */
  identify(token: string): void
  /** Ends the session and wipes everything of it from this device. */
  logout(): void
  setLocale(locale: string): void
  /** Returns a function that ends the listening. */
  on(name: EventName, listener: (detail: unknown) => void): () => void
}

declare global {
  interface Window {
    Throughline?: unknown
  }
}

export function offerApi(host: Host): void {
  const methods = {
    open: () => host.open(true),
    close: () => host.close(),
    identify: (token: unknown) => host.tell({ type: 'identify', token: String(token) }),
    logout: () => host.logout(),
    setLocale: (locale: unknown) => host.tell({ type: 'setLocale', locale: String(locale) }),
    on: (name: unknown, listener: unknown) => (isListener(listener) ? host.on(String(name), listener) : undefined),
  }
  const call = (method: string, ...[first, second]: unknown[]): unknown =>
    isMethod(method, methods) ? methods[method](first, second) : warn(`there is no “${method}”.`)
  const { Throughline: stub } = window
  const waiting: unknown = typeof stub === 'function' && 'q' in stub ? stub.q : []
  window.Throughline = Object.assign(call, methods)
  // Calls that the page made before this script came: each is what was given to the stub.
  for (const given of Array.isArray(waiting) ? waiting : []) {
    const [method, ...rest]: unknown[] = [...given]
    call(String(method), ...rest)
  }
}

function isListener(given: unknown): given is (detail: unknown) => void {
  return typeof given === 'function'
}

function isMethod<T extends object>(method: string, methods: T): method is string & keyof T {
  return method in methods
}
