import { request as ask, type Agent, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { buffer } from 'node:stream/consumers'
import { errorCode } from '../../../server/src/lib/errors.ts'
import type { BalancerSettings } from './caddyfile.ts'
import type { Target, Targets } from './targets.ts'

/** What Caddy waits before it tries again. */
export const betweenTriesMs = 250

/** Sends a request to a node, and to another one where Caddy would; gives the status that the client was answered. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { targets, settings, agent }: { targets: Targets; settings: BalancerSettings; agent: Agent },
): Promise<{ status: number; isCut: boolean; why?: string }> {
  const { tryMs, bufferBytes, retryHeader, retryAfter } = settings
  const body = await buffer(request)
  const untilMs = performance.now() + tryMs
  const isRepeatable = request.method === 'GET' || request.headers[retryHeader] !== undefined
  for (;;) {
    const taken = targets.take()
    let failure: { status: number; why: string }
    if (taken === null) failure = { status: 503, why: 'no node is ready' }
    else {
      try {
        const answer = await send(request, body, taken.target, agent)
        const isCut = !(await passOn(answer, response))
        return { status: answer.statusCode!, isCut }
      } catch (error) {
        taken.failed()
        failure = { status: 502, why: `${taken.target.name}: ${errorCode(error)}` }
        const mayBeTriedAgain = isRepeatable || errorCode(error) === 'ECONNREFUSED'
        if (!mayBeTriedAgain || body.length > bufferBytes) return fail(failure)
      }
    }
    if (performance.now() > untilMs) return fail(failure)
    await delay(betweenTriesMs)
  }

  function fail({ status, why }: { status: number; why: string }): { status: number; isCut: boolean; why: string } {
    const text = `${status} ${why}`
    response.setHeader('retry-after', retryAfter)
    response.writeHead(status, { 'content-length': Buffer.byteLength(text) }).end(text)
    return { status, isCut: false, why }
  }
}

function send(request: IncomingMessage, body: Buffer, { port }: Target, agent: Agent): Promise<IncomingMessage> {
  const { method, url, socket } = request
  const { connection: _ours, ...headers } = request.headers
  return new Promise((resolve, reject) => {
    const onward = ask({
      host: '127.0.0.1',
      port,
      method: method!,
      path: url!,
      agent,
      headers: { ...headers, 'x-forwarded-for': socket.remoteAddress!, 'x-forwarded-proto': 'http' },
    })
    onward.once('response', resolve)
    onward.once('error', reject)
    onward.end(body)
  })
}

/** False when the node was lost in the middle of its answer. */
async function passOn(answer: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const { connection: _theirs, ...headers } = answer.headers
  try {
    const body = await buffer(answer)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value!)
    response.writeHead(answer.statusCode!).end(body)
    return true
  } catch {
    response.destroy()
    return false
  }
}
