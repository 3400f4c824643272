/**
 * What loader and frame tell each other. The frame says hello to its parent window, with nothing in it; the loader
 * answers to the frame's origin only, with a port; all else goes through the port, which nobody else holds.
 */
export const hello = 'throughline:hello'

export interface Init {
  readonly type: 'init'
  /** What the host asked for, else the language of its page; null: the browser's. */
  readonly locale: string | null
  /** `light` or `dark`; else as the visitor's device is. */
  readonly theme: string | null
  /** What the frame gave to keep on this device; it alone reads it. */
  readonly kept: string | null
  /** Where the visitor is, without the query: shown to staff once something was said. */
  readonly page: string
  /** Loaders of earlier versions, which a browser may have kept, say none. */
  readonly title?: string
}

export interface Page {
  /** Origin and path, without the query. */
  readonly url: string
  readonly title: string
}

/** How the launcher looks and reads; from the channel's settings and the language. */
export interface Show {
  readonly type: 'show'
  /** Style rules for the shadow that launcher and frame stand in. */
  readonly look: string
  readonly accent: string
  readonly onAccent: string
  readonly side: 'start' | 'end'
  readonly openLabel: string
  readonly closeLabel: string
  readonly frameLabel: string
}

export type FromFrame =
  | Show
  | { readonly type: 'hide' }
  | { readonly type: 'keep'; readonly kept: string | null }
  | { readonly type: 'unread'; readonly count: number; readonly label: string }
  | { readonly type: 'close' }
  | { readonly type: 'event'; readonly name: EventName; readonly detail: unknown }

export type FromLoader =
  | { readonly type: 'opened'; readonly byHand: boolean }
  | { readonly type: 'closed' }
  | { readonly type: 'identify'; readonly token: string }
  | { readonly type: 'logout' }
  | { readonly type: 'setLocale'; readonly locale: string }
  /** The page changed without being loaded anew. */
  | { readonly type: 'page'; readonly page: Page }
  /** Another tab of this device changed what is kept. */
  | { readonly type: 'kept'; readonly kept: string | null }

/** What the host page can listen to; described in docs/guides/embed-the-widget.md. */
export type EventName =
  | 'ready'
  | 'open'
  | 'close'
  | 'unread'
  | 'message'
  | 'identified'
  | 'identityRefused'
  | 'identityExpired'
  | 'logout'
