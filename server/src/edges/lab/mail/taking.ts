import { buffer } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

export interface TakenMail {
  from: string
  to: string[]
  raw: Buffer
}

export interface MailDoor {
  readonly port: number
  close(): Promise<void>
}

const maxMailBytes = 25 * 1024 * 1024

/** The provider's SMTP server: takes mail for everybody, and says 250 once `take` has kept it. */
export async function openMailDoor(
  listen: { host: string; port: number },
  take: (mail: TakenMail) => Promise<void>,
): Promise<MailDoor> {
  const server = new SMTPServer({
    name: 'mail-provider.example',
    logger: false,
    disableReverseLookup: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: maxMailBytes,
    // Senders keep connections open for the next mail; they notice when it comes.
    closeTimeout: 200,
    onData: (stream, session, done) => void answer(stream, session, done),
  })

  async function answer(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (error: Error | null) => void,
  ): Promise<void> {
    done(await keep(stream, session))
  }

  /** The refusal that the sender gets; null once the mail is stored. */
  async function keep(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<Error | null> {
    try {
      const raw = await buffer(stream)
      if (stream.sizeExceeded) return new Error('The mail is too large.')
      const { mailFrom, rcptTo } = envelope
      await take({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), raw })
      return null
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }

  // A client that hangs up in the middle is no fault of ours.
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(listen.port, listen.host, () => {
      server.server.off('error', reject)
      resolve()
    })
  })
  const bound = server.server.address()
  return {
    port: bound !== null && typeof bound === 'object' ? bound.port : listen.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
