import { connect, type Socket } from 'node:net'
import { once } from 'node:events'

/** One SMTP conversation, spoken line by line or byte by byte: also in ways that no decent sender would. */
export interface SmtpClient {
  readonly greeting: string
  /** Sends a line and gives the reply, lines joined. */
  say(line: string): Promise<string>
  /** Sends bytes as they are. */
  write(bytes: string | Uint8Array): void
  /** The next reply. */
  hear(): Promise<string>
  /** EHLO, envelope and DATA; gives the last reply: what became of the mail, or what refused it. */
  mail(envelope: { from: string; to: string[] }, raw: string | Uint8Array): Promise<string>
  close(): Promise<void>
  /** Cuts the line without a word. */
  cut(): void
  readonly socket: Socket
}

export async function openSmtp(port: number, host = '127.0.0.1'): Promise<SmtpClient> {
  const socket = connect(port, host)
  const replies: string[] = []
  const waiting: { resolve: (reply: string) => void; reject: (error: Error) => void }[] = []
  let buffered = ''
  let lines: string[] = []
  let ended: Error | null = null

  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    buffered += text
    for (let end = buffered.indexOf('\r\n'); end >= 0; end = buffered.indexOf('\r\n')) {
      lines.push(buffered.slice(0, end))
      buffered = buffered.slice(end + 2)
      if (lines.at(-1)![3] === '-') continue
      const reply = lines.join('\n')
      lines = []
      const next = waiting.shift()
      if (next) next.resolve(reply)
      else replies.push(reply)
    }
  })
  const end = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.splice(0)) reject(ended)
  }
  socket.on('error', end)
  socket.on('close', () => end(new Error('the server closed the connection')))

  function hear(): Promise<string> {
    const reply = replies.shift()
    if (reply !== undefined) return Promise.resolve(reply)
    if (ended) return Promise.reject(ended)
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
  }
  function say(line: string): Promise<string> {
    socket.write(`${line}\r\n`)
    return hear()
  }

  const greeting = await hear()
  return {
    greeting,
    socket,
    say,
    hear,
    write: (bytes) => void socket.write(bytes),
    async mail(envelope, raw) {
      const commands = [
        'EHLO sender.example',
        `MAIL FROM:<${envelope.from}>`,
        ...envelope.to.map((recipient) => `RCPT TO:<${recipient}>`),
        'DATA',
      ]
      for (const command of commands) {
        const reply = await say(command)
        if (!/^[23]/.test(reply)) return reply
      }
      socket.write(dotted(raw))
      return hear()
    },
    async close() {
      if (!socket.destroyed) {
        socket.end('QUIT\r\n')
        await once(socket, 'close')
      }
    },
    cut: () => socket.destroy(),
  }
}

/** A mail as it goes over the wire: a dot before each dot at the beginning of a line, and the end. */
export function dotted(raw: string | Uint8Array): Buffer {
  const text = Buffer.from(raw).toString('latin1')
  const stuffed = text.replace(/(^|\r\n)\./g, '$1..')
  return Buffer.from(`${stuffed}${stuffed.endsWith('\r\n') || stuffed === '' ? '' : '\r\n'}.\r\n`, 'latin1')
}
