import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { portOf } from '../../../test/mail/ports.ts'
import { systemClock } from '../../lib/clock.ts'
import { silentLogger } from '../../lib/logger.ts'
import { createSecretBox } from '../../lib/secrets.ts'
import { notifyWire } from './notify-wire.ts'

/** A message of PostgreSQL's protocol. */
function message(type: string, body: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(4 + Buffer.byteLength(body))
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)])
}
const ready = message('Z', 'I')
const shuttingDown = message('E', 'SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0')

let server: Server
const clients = new Set<Socket>()
beforeEach(async () => {
  // As much of a server as it takes to listen on.
  server = createServer((socket) => {
    clients.add(socket)
    let hasGreeted = false
    socket.on('data', () => {
      socket.write(hasGreeted ? Buffer.concat([message('C', 'LISTEN\0'), ready]) : message('R', '\0\0\0\0'))
      if (!hasGreeted) socket.write(ready)
      hasGreeted = true
    })
    socket.on('error', () => {})
    socket.on('close', () => clients.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

test('a server that says twice that it ends the connection ends no process: the connection is made anew', async () => {
  const connection = { host: '127.0.0.1', port: portOf(server), user: 'u', database: 'd', password: 'p' }
  const secrets = createSecretBox('k'.repeat(64))
  const wire = notifyWire(connection, { logger: silentLogger, clock: systemClock, secrets, hear: () => {} })
  await expect.poll(() => wire.isUp()).toBe(true)
  for (const client of clients) client.end(Buffer.concat([shuttingDown, shuttingDown]))
  await expect.poll(() => wire.isUp()).toBe(false)
  await expect.poll(() => wire.isUp(), { timeout: 10_000 }).toBe(true)
  await wire.close()
})
