import { hello, type EventName, type FromFrame, type FromLoader, type Init } from '../between.ts'
import { createKept } from './kept.ts'
import { onPageChange, pageNow } from './page.ts'
import { createPlace } from './place.ts'
import { createTitle } from './title.ts'
import { warn } from './warn.ts'

export type Host = ReturnType<typeof createHost>

const answerWithinMs = 15_000

/** The host's side: it loads the frame, hands on what the page asks for, and keeps what the frame wants kept. */
export function createHost(options: DOMStringMap, channelId: string, server: string) {
  let port: MessagePort | null = null
  let isOpen = false
  let isReady = false
  /** The session that the page ended before the frame came, which is yet to be ended at the server. */
  let ended: string | null = null
  const waiting: FromLoader[] = []
  const listeners = new Map<string, Set<(detail: unknown) => void>>()
  const kept = createKept(`throughline:${channelId}`, (now) => tell({ type: 'kept', kept: now }))
  const title = createTitle()
  const place = createPlace({
    address: `${server}/widget/frame/${encodeURIComponent(channelId)}`,
    hasLauncher: options.launcher !== 'none',
    pressed: () => (isOpen ? close() : open(true)),
  })

  function load(): void {
    if (place.frame.isConnected) return
    addEventListener('message', meet)
    // The browser says what it refused, and the site's developer has to be told which line is missing.
    document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
      if (blockedURI.startsWith(server)) warn(`this page's policy forbids it: add ${server} to ${effectiveDirective}.`)
    })
    place.put()
    setTimeout(() => {
      const advice = `Is ${location.origin} among the channel's allowed origins, and ${server} in this page's frame-src?`
      if (!port) warn(`its frame did not come. ${advice}`)
    }, answerWithinMs)
  }

  function meet(event: MessageEvent): void {
    const { contentWindow } = place.frame
    if (!contentWindow || event.source !== contentWindow) return
    if (event.origin !== server || event.data !== hello) return
    const channel = new MessageChannel()
    port = channel.port1
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- this way the port also starts
    port.onmessage = ({ data }: MessageEvent<FromFrame>) => hear(data)
    const init: Init = {
      type: 'init',
      locale: options.locale ?? (document.documentElement.lang || null),
      theme: options.theme ?? null,
      kept: ended ?? kept.read(),
      page: pageNow().url,
      title: pageNow().title,
    }
    contentWindow.postMessage(init, { targetOrigin: server, transfer: [channel.port2] })
    for (const message of waiting.splice(0)) port.postMessage(message)
    onPageChange((page) => port?.postMessage({ type: 'page', page } satisfies FromLoader))
    if (isOpen) port.postMessage({ type: 'opened', byHand: true } satisfies FromLoader)
    else if (kept.wasOpen() && !place.isSheet()) open(false)
  }

  function hear(message: FromFrame): void {
    if (message.type === 'show') place.show(message)
    else if (message.type === 'hide') place.hide()
    else if (message.type === 'keep') kept.write(message.kept)
    else if (message.type === 'close') close()
    else if (message.type === 'event') announce(message.name, message.detail)
    else {
      place.badge(message.count, message.label)
      title.count(message.count)
      announce('unread', message.count)
    }
  }

  function announce(name: EventName, detail?: unknown): void {
    isReady ||= name === 'ready'
    for (const listener of listeners.get(name) ?? []) {
      // A listener that fails is the page's own affair, and is reported as such.
      queueMicrotask(() => listener(detail))
    }
  }

  function tell(message: FromLoader): void {
    if (port) port.postMessage(message)
    else waiting.push(message)
  }

  /** Not by hand: as it stood on the page before, and without taking the focus from where it is. */
  function open(byHand: boolean): void {
    load()
    if (isOpen) return
    isOpen = true
    kept.rememberOpen(true)
    place.open(byHand)
    port?.postMessage({ type: 'opened', byHand } satisfies FromLoader)
    announce('open')
  }

  function close(): void {
    if (!isOpen) return
    isOpen = false
    kept.rememberOpen(false)
    place.close()
    port?.postMessage({ type: 'closed' } satisfies FromLoader)
    announce('close')
  }

  return {
    load,
    open,
    close,
    tell,
    /** The frame ends the session at the server; the device is wiped here and now, whatever becomes of that. */
    logout(): void {
      load()
      ended ??= port ? null : kept.read()
      tell({ type: 'logout' })
      kept.write(null)
      close()
    },
    on(name: string, listener: (detail: unknown) => void): () => void {
      const all = listeners.get(name) ?? new Set()
      listeners.set(name, all.add(listener))
      if (isReady && name === 'ready') queueMicrotask(() => listener(null))
      return () => void all.delete(listener)
    },
  }
}
