import { createServer } from 'node:http'
import { Client } from 'pg'
import { WebSocketServer } from 'ws'
import { answerParent } from '../apart/answer-parent.ts'
import { portOf } from '../../server/test/mail/ports.ts'
import { socketText } from './socket-text.ts'

/** The least between a message and a screen: commit one row, say it back over the same WebSocket. */
const answers = {
  async start({ databaseUrl }: { databaseUrl: string }): Promise<{ port: number }> {
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query('create table echoes (id bigint generated always as identity primary key, text text not null)')
    const http = createServer()
    const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })
    sockets.on('connection', (socket) => {
      socket.on('message', (data) => {
        const text = socketText(data)
        void client
          .query({ name: 'echo', text: 'insert into echoes (text) values ($1)', values: [text] })
          .then(() => socket.send(text))
      })
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    return { port: portOf(http) }
  },
}
export type EchoServer = typeof answers

answerParent(answers)
