import { createServer, type Socket } from 'node:net'
import { portOf } from './ports.ts'

export interface SunkMail {
  from: string
  to: string[]
  /** Without the dots of the wire. */
  raw: string
}

/**
 * A mail server for tests that takes what it is given and remembers it, and refuses, stalls or hangs up where it is
 * told to.
 */
export interface SmtpSink {
  readonly port: number
  readonly mails: SunkMail[]
  /** Every line that a client said, the mail itself left out; passwords included. */
  readonly said: string[]
  /** Connections that are open now. */
  readonly open: number
  /** Connections so far. */
  readonly connections: number
  /** The answer to a line, or to `<connect>`, instead of yes: `550 5.1.1 no such user`; `cut` hangs up; `mute` never answers. */
  answer: (line: string) => string | undefined
  /** The answer to a whole mail; the client waits for a promised one. */
  answerMail: (mail: SunkMail) => string | undefined | Promise<string | undefined>
  /** What EHLO offers. */
  features: string[]
  close(): Promise<void>
}

export async function startSmtpSink(): Promise<SmtpSink> {
  const sockets = new Set<Socket>()
  const mails: SunkMail[] = []
  const said: string[] = []
  let connections = 0
  const server = createServer((socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    converse(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const sink: SmtpSink = {
    port: portOf(server),
    mails,
    said,
    get open() {
      return sockets.size
    },
    get connections() {
      return connections
    },
    answer: () => undefined,
    answerMail: () => undefined,
    features: ['8BITMIME', 'SMTPUTF8', 'ENHANCEDSTATUSCODES'],
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return sink

  function converse(socket: Socket): void {
    let buffered = ''
    let mail: SunkMail = { from: '', to: [], raw: '' }
    let inData = false

    function say(reply: string): void {
      if (reply === 'cut') socket.destroy()
      else if (reply !== 'mute') socket.write(`${reply}\r\n`)
    }
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      buffered += chunk
      while (!socket.destroyed) {
        if (inData) {
          const end = buffered.startsWith('.\r\n') ? 0 : buffered.indexOf('\r\n.\r\n') + 2
          if (end === 1) return
          mail.raw = buffered.slice(0, end).replace(/^\./gm, '')
          buffered = buffered.slice(end + 3)
          inData = false
          const whole = mail
          mail = { from: '', to: [], raw: '' }
          const reply = sink.answerMail(whole)
          if (reply instanceof Promise) void reply.then((then) => take(whole, then))
          else take(whole, reply)
          continue
        }
        const end = buffered.indexOf('\r\n')
        if (end === -1) return
        const line = buffered.slice(0, end)
        buffered = buffered.slice(end + 2)
        said.push(line)
        obey(line)
      }
    })
    say(sink.answer('<connect>') ?? '220 sink ESMTP')

    function take(whole: SunkMail, reply: string | undefined): void {
      if (reply === undefined || reply.startsWith('2')) mails.push(whole)
      say(reply ?? '250 2.0.0 taken')
    }

    function obey(line: string): void {
      const verb = line.split(/[ :]/)[0]!.toUpperCase()
      const answer = sink.answer(line)
      if (answer !== undefined && !answer.startsWith('2')) return say(answer)
      const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
      if (verb === 'MAIL') mail = { from: address, to: [], raw: '' }
      if (verb === 'RCPT') mail.to.push(address)
      if (verb === 'EHLO')
        say(
          ['sink', ...sink.features].map((name, i, all) => `250${i < all.length - 1 ? '-' : ' '}${name}`).join('\r\n'),
        )
      else if (verb === 'AUTH') say('235 2.7.0 signed in')
      else if (verb === 'STARTTLS') say('502 5.5.1 not here')
      else if (verb === 'QUIT') socket.end('221 bye\r\n')
      else if (verb === 'DATA') {
        inData = true
        say('354 go on')
      } else say(answer ?? '250 2.0.0 yes')
    }
  }
}
