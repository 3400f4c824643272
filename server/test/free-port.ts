import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

// Below what systems hand out themselves (Linux from 32768, macOS from 49152), so that no connection that a test opens
// meanwhile gets the same number.
const first = 15_000
const last = 32_000
const tries = 200

/**
 * A port that nobody listens on and that no other test process gets while this one lives: a UDP socket on the same
 * number keeps it, and ends with the process.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const port = first + Math.floor(Math.random() * (last - first))
    if ((await reserve(port)) && (await nobodyListensOn(port))) return port
  }
  throw new Error(`None of ${tries} ports between ${first} and ${last} was free.`)
}

/** False when another process, or this one earlier, has it already. */
function reserve(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4').unref()
    socket.once('error', () => {
      socket.close()
      resolve(false)
    })
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => resolve(true))
  })
}

function nobodyListensOn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
