import { WebSocket } from 'ws'
import { socketText } from '../../load/socket-text.ts'

/** A WebSocket as desk and chat keep it: when it is closed another one is opened, which goes on from the last cursor. */
export interface KeptConnection {
  /** How often a connection was opened. */
  readonly connections: number
  close(): void
}

const againAfterMs = 100

export function keepConnected(
  url: string,
  options: {
    headers?: Record<string, string>
    /** The first words on each connection. */
    opened: (send: (frame: object) => void) => void
    /** Every frame, as it came. */
    heard: (text: string) => void
  },
): KeptConnection {
  const { headers = {}, opened, heard } = options
  let connections = 0
  let isOver = false
  let current: WebSocket
  const send = (frame: object): void => {
    if (current.readyState === WebSocket.OPEN) current.send(JSON.stringify(frame))
  }

  function connect(): void {
    const ws = (current = new WebSocket(url.replace('http', 'ws'), { headers }))
    ws.once('open', () => {
      connections++
      opened(send)
    })
    ws.on('message', (data) => heard(socketText(data)))
    ws.on('error', () => {})
    ws.once('close', () => isOver || setTimeout(connect, againAfterMs))
  }

  connect()
  return {
    get connections() {
      return connections
    },
    close() {
      isOver = true
      current.close()
    },
  }
}
