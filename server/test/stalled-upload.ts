import { randomBytes } from 'node:crypto'
import { request, type ClientRequest } from 'node:http'

export interface StalledUpload {
  /** Of the answer; undefined while there is none. */
  status(): number | undefined
  code(): string | undefined
  retryAfter(): number
  /** The server has closed the connection. */
  isOver(): boolean
  readonly request: ClientRequest
}

/** A visitor with a fresh token who announces a file, sends some of it and falls silent. */
export function stallUpload(
  server: { readonly url: string },
  channelId: string,
  options: { address?: string; announcedBytes?: number; sentBytes?: number; token?: string } = {},
): StalledUpload {
  const { address = '127.0.0.1', announcedBytes = 25 * 2 ** 20, sentBytes = 64 * 1024 } = options
  const token = options.token ?? randomBytes(32).toString('base64url')
  const call = request(`${server.url}/api/v1/webchat/${channelId}/files?name=film.mp4`, {
    method: 'POST',
    localAddress: address,
    agent: false,
    headers: { authorization: `Visitor ${token}`, 'content-length': announcedBytes },
  })
  let answer: { status: number; body: string; retryAfter: number } | undefined
  let isOver = false
  call.on('response', (response) => {
    const found = { status: response.statusCode!, body: '', retryAfter: Number(response.headers['retry-after']) }
    response.on('data', (chunk: Buffer) => (found.body += chunk.toString()))
    response.on('end', () => (answer = found))
  })
  call.on('error', () => {})
  call.on('close', () => (isOver = true))
  call.write(randomBytes(sentBytes))
  return {
    status: () => answer?.status,
    code: () => (answer ? /"code":"(\w+)"/.exec(answer.body)?.[1] : undefined),
    retryAfter: () => answer?.retryAfter ?? Number.NaN,
    isOver: () => isOver,
    request: call,
  }
}
