import { connect } from 'node:net'

/** One SMTP conversation, spoken with as little work of our own as possible. */
export interface SmtpConnection {
  /** Hands over one mail and gives the server's last word on it. */
  send(mail: { envelopeFrom: string; to: string; wire: Buffer }): Promise<string>
  quit(): void
  /** Hangs up without a word. */
  cut(): void
}

export async function openSmtp(port: number): Promise<SmtpConnection> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true })
  socket.setEncoding('latin1')
  let heard = ''
  let ended: Error | null = null
  let waiting: { resolve: (reply: string) => void; reject: (error: Error) => void } | null = null

  function settle(): void {
    // The last line of a reply has a space after its number.
    const reply = /^(?:\d{3}-.*\r\n)*\d{3}[^-\r\n].*\r\n/.exec(heard)
    if (waiting === null || (reply === null && ended === null)) return
    const { resolve, reject } = waiting
    waiting = null
    if (reply === null) return reject(ended!)
    heard = heard.slice(reply[0].length)
    resolve(reply[0].trimEnd())
  }
  socket.on('data', (text: string) => {
    heard += text
    settle()
  })
  const end = (error: Error): void => {
    ended ??= error
    settle()
  }
  socket.on('error', end)
  socket.on('close', () => end(new Error('the server closed the connection')))

  const hear = (): Promise<string> =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject }
      settle()
    })
  function say(line: string | Buffer): Promise<string> {
    socket.write(line)
    return hear()
  }

  await hear()
  await say('EHLO sender.example\r\n')
  return {
    async send({ envelopeFrom, to, wire }) {
      for (const line of [`MAIL FROM:<${envelopeFrom}>\r\n`, `RCPT TO:<${to}>\r\n`, 'DATA\r\n']) {
        const reply = await say(line)
        if (!/^[23]/.test(reply)) return reply
      }
      return say(wire)
    },
    quit: () => void socket.end('QUIT\r\n'),
    cut: () => void socket.destroy(),
  }
}

/** As it goes over the wire: a dot before each line that begins with one, and the end. */
export function onTheWire(raw: string): Buffer {
  const stuffed = raw.replace(/^\./gm, '..')
  return Buffer.from(`${stuffed}${stuffed.endsWith('\r\n') ? '' : '\r\n'}.\r\n`)
}
