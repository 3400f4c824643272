import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { portOf } from '../../server/test/mail/ports.ts'
import { answerParent } from '../apart/answer-parent.ts'
import { memoryAfterCollection } from '../product/memory.ts'
import { socketText } from './socket-text.ts'

/** A server that does nothing but keep WebSockets open and answer what it is told: the least that they cost. */
const answers = {
  async start(): Promise<{ port: number }> {
    const http = createServer()
    const sockets = new WebSocketServer({ server: http, perMessageDeflate: false, clientTracking: false })
    sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(socketText(data))))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    return { port: portOf(http) }
  },
  memory: memoryAfterCollection,
}
export type SocketServer = typeof answers

answerParent(answers)
