import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { freePort } from './free-port.ts'

test('a port is kept from other processes, and is none that the system hands out itself', async () => {
  const port = await freePort()
  expect(port).toBeLessThan(32_768)

  const other = createSocket('udp4').bind({ port, address: '127.0.0.1', exclusive: true })
  const [error] = await once(other, 'error')
  expect(error).toMatchObject({ code: 'EADDRINUSE' })
  other.close()
})
