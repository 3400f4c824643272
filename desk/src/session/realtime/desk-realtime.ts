import { makeRealtime, type RealtimePorts } from './realtime.ts'

/** One WebSocket per tab. */
export const realtime = makeRealtime({
  openSocket: openBrowserSocket,
  setTimer(run, delayMs) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  now: () => Date.now(),
  random: () => Math.random(),
})

function openBrowserSocket(events: Parameters<RealtimePorts['openSocket']>[0]): WebSocket {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(`${scheme}//${location.host}/api/v1/realtime`)
  socket.addEventListener('message', (event) => events.onMessage(String(event.data)))
  socket.addEventListener('close', ({ code }) => events.onClose(code))
  return socket
}

// The browser knows before any timer that the network is back, or that somebody looks at the tab again.
window.addEventListener('online', () => realtime.retryNow())
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') realtime.retryNow()
})
