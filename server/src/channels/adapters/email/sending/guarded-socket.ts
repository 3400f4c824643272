import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { callbackify } from 'node:util'
import type { SMTPPoolOptions } from 'nodemailer'
import { secondMs } from '../../../../lib/clock.ts'
import { pinned, resolveMailHost } from '../../../../lib/safe-address.ts'
import type { SmtpSettings } from '../settings.ts'
import { refuseReadable } from '../unencrypted.ts'

const connectsWithinMs = 20 * secondMs
/** What a server may say to one thing that we said, encryption included. */
const maxAnswerBytes = 64 * 1024
/** In all, for a server that asks again and again. A hundred mails to a dozen people each need a tenth of it. */
const maxReadBytes = 2 * 1024 * 1024
const floodCheckMs = 20

/**
 * Opens the library's connections to the mail server that an admin named: to the very address that was checked, so
 * that neither a channel's test nor its mail can be led to where clouds hand out credentials.
 */
export function guardedSocket(smtp: SmtpSettings, sockets: Set<Socket>): NonNullable<SMTPPoolOptions['getSocket']> {
  return callbackify(async (_options: SMTPPoolOptions) => {
    const connection = await open(smtp)
    sockets.add(connection)
    connection.once('close', () => sockets.delete(connection))
    boundAnswers(connection)
    return { connection }
  })
}

async function open(smtp: SmtpSettings): Promise<Socket> {
  const { host, port, user } = smtp
  const addresses = await resolveMailHost(host)
  if (user !== '') refuseReadable(smtp, addresses)
  const socket = connect({ host, port, lookup: pinned(addresses) })
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(connectsWithinMs) })
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/**
 * Hangs up on a server that talks without end. The library keeps every line until its turn, and takes much longer for
 * each the more there are. In clear every chunk is looked at before the library has it; what is encrypted goes past us,
 * and is counted from time to time.
 */
function boundAnswers(socket: Socket): void {
  let written = 0
  let readBefore = 0
  const isTooMuch = (): boolean => {
    if (socket.bytesWritten !== written) {
      written = socket.bytesWritten
      readBefore = socket.bytesRead
    }
    return socket.bytesRead - readBefore > maxAnswerBytes || socket.bytesRead > maxReadBytes
  }
  const hangUp = (): void => void socket.destroy(new Error('the server talks without end'))
  const push = socket.push.bind(socket)
  socket.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk === null || !isTooMuch()) return push(chunk, encoding)
    hangUp()
    return false
  }
  const watch = setInterval(() => isTooMuch() && hangUp(), floodCheckMs)
  socket.once('close', () => clearInterval(watch))
}
