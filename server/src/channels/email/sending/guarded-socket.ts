import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { callbackify } from 'node:util'
import type { SMTPPoolOptions } from 'nodemailer'
import { secondMs } from '../../../lib/clock.ts'
import { pinned, resolveMailHost } from '../../../lib/safe-address.ts'
import type { SmtpSettings } from '../settings.ts'
import { refuseReadable } from '../unencrypted.ts'

const connectsWithinMs = 20 * secondMs

/**
 * Opens the library's connections to the mail server that an admin named: to the very address that was checked, so
 * that neither a channel's test nor its mail can be led to where clouds hand out credentials.
 */
export function guardedSocket(smtp: SmtpSettings): NonNullable<SMTPPoolOptions['getSocket']> {
  return callbackify(async (_options: SMTPPoolOptions) => ({ connection: await open(smtp) }))
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
