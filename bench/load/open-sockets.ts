import { once } from 'node:events'
import { WebSocket } from 'ws'
import { answerParent } from '../apart/answer-parent.ts'
import { socketText } from './socket-text.ts'

const openAtOnce = 50

/** Many browsers that look at something and do nothing. */
const answers = {
  /** Opens connections that each say `lines` and hear as many answers (greetings not counted); they stay open. */
  async open(options: {
    url: string
    headers: Record<string, string>
    /** One list per connection. */
    lines: string[][]
  }): Promise<void> {
    let next = 0
    await Promise.all(
      Array.from({ length: openAtOnce }, async () => {
        while (next < options.lines.length) await openOne(options, options.lines[next++]!)
      }),
    )
  },
}
export type SocketOpener = typeof answers

async function openOne(options: { url: string; headers: Record<string, string> }, lines: string[]): Promise<void> {
  const socket = new WebSocket(options.url, { headers: options.headers, perMessageDeflate: false })
  let answered = 0
  const done = new Promise<void>((resolve, reject) => {
    socket.on('message', (data) => {
      if (socketText(data).includes('"hello"')) return
      if (++answered === lines.length) resolve()
    })
    socket.on('close', () => reject(new Error('the server closed the connection')))
    socket.on('error', reject)
  })
  await once(socket, 'open')
  for (const line of lines) socket.send(line)
  await done
}

answerParent(answers)
