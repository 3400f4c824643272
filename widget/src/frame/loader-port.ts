import { hello, type FromFrame, type FromLoader, type Init } from '../between.ts'

export interface LoaderPort {
  readonly init: Init
  tell: (message: FromFrame) => void
  listen: (listener: (message: FromLoader) => void) => void
}

/**
 * Greets the window around us and waits for its answer. Which sites may be that window is the server's decision, by
 * the `frame-ancestors` of this page; here it only has to be the direct parent, and it is believed once.
 */
export function meetLoader(): Promise<LoaderPort> {
  return new Promise((resolve) => {
    addEventListener('message', function meet(event: MessageEvent<Init>) {
      const [port] = event.ports
      if (event.source !== window.parent || event.data?.type !== 'init' || !port) return
      removeEventListener('message', meet)
      resolve({
        init: event.data,
        tell: (message) => port.postMessage(message),
        listen(listener) {
          // oxlint-disable-next-line unicorn/prefer-add-event-listener -- this way the port also starts
          port.onmessage = ({ data }: MessageEvent<FromLoader>) => listener(data)
        },
      })
    })
    if (window.parent !== window) window.parent.postMessage(hello, '*')
  })
}
