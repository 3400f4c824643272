import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { portOf } from '../../../../test/mail/ports.ts'
import { hourMs } from '../../../lib/clock.ts'
import { limitStream } from './stream.ts'

test('an upload that was cut off before it is read fails at once, and not when it counts as idle', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const socket = connect(portOf(server), '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 1000\r\n\r\nonly this')
  const [request] = (await once(server, 'request')) as [IncomingMessage]
  request.on('error', () => {})
  const closed = new Promise((resolve) => request.once('close', resolve))
  socket.destroy()
  await closed
  await expect(buffer(limitStream(request, { maxBytes: 1000, idleMs: hourMs }))).rejects.toThrow('was cut off')
  server.close()
})
