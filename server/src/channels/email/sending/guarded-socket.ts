import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { callbackify } from 'node:util'
import type { SMTPPoolOptions } from 'nodemailer'
import { secondMs } from '../../../lib/clock.ts'
import { pinned, resolveMailHost } from '../../../lib/safe-address.ts'

const connectsWithinMs = 20 * secondMs

/**
 * Opens the library's connections to the mail server that an admin named: to the very address that was checked, so
 * that neither a channel's test nor its mail can be led to where clouds hand out credentials.
 */
export function guardedSocket(host: string, port: number): NonNullable<SMTPPoolOptions['getSocket']> {
  return callbackify(async (_options: SMTPPoolOptions) => ({ connection: await open(host, port) }))
}

async function open(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port, lookup: pinned(await resolveMailHost(host)) })
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(connectsWithinMs) })
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  }
}
