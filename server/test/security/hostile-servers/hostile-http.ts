import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, beforeEach } from 'vitest'
import { portOf } from '../../mail/ports.ts'

interface HostileHttp {
  port: number
  /** That are open now. */
  connections: number
  requests: { method: string; path: string }[]
  /** Each test sets its own. */
  answer: (request: IncomingMessage, response: ServerResponse) => void
}

/** An HTTP server that answers as the test says; a new one for each test. */
export function useHostileHttp(): HostileHttp {
  let server: Server
  const http: HostileHttp = {
    port: 0,
    connections: 0,
    requests: [],
    answer: (_request, response) => void response.end(),
  }
  beforeEach(async () => {
    http.requests = []
    server = createServer((request, response) => {
      http.requests.push({ method: request.method!, path: request.url! })
      request.resume()
      http.answer(request, response)
    })
    server.on('connection', (socket) => {
      http.connections++
      socket.on('close', () => http.connections--).on('error', () => socket.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    http.port = portOf(server)
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return http
}
