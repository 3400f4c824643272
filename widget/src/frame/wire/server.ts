import type { ServerFrame, VisitorFrame } from '@throughline/protocol/webchat/live.ts'
import type {
  giveReach,
  listVisitorMessages,
  NewVisitorMessage,
  VisitorAttachment,
  VisitorMessage,
  VisitorSession,
  WebchatSettings,
} from '@throughline/protocol/webchat/webchat.ts'
import type { BodyOf, ResponseOf } from '@throughline/protocol/route.ts'
import { call, uploadBytes, type CallOptions } from './call.ts'
import { openLiveSocket, type LiveSocket } from './live-socket.ts'

export type MessagesPage = ResponseOf<typeof listVisitorMessages>
export type Server = ReturnType<typeof createServer>

/** The calls of `protocol/src/webchat/webchat.ts`, for one channel. What comes from our own server is taken at its word. */
export function createServer(channelId: string) {
  const base = `/api/v1/webchat/${encodeURIComponent(channelId)}`

  async function ask<T>(method: 'GET' | 'POST' | 'PUT', path: string, options?: CallOptions): Promise<T> {
    const response = await call(method, base + path, options)
    return response.json()
  }

  return {
    settings: () => ask<WebchatSettings>('GET', ''),
    session: (token: string) => ask<VisitorSession>('GET', '/session', { token }),
    identify: (token: string, identityToken: string) =>
      ask<VisitorSession>('POST', '/identification', { token, body: { identityToken } }),
    giveReach: (token: string, body: BodyOf<typeof giveReach>) => ask<VisitorSession>('PUT', '/reach', { token, body }),
    messages: (token: string, before: string | null) =>
      ask<MessagesPage>('GET', `/messages${before === null ? '' : `?before=${encodeURIComponent(before)}`}`, { token }),
    send: (token: string, body: NewVisitorMessage) => ask<VisitorMessage>('POST', '/messages', { token, body }),
    async end(token: string): Promise<void> {
      await call('DELETE', `${base}/session`, { token, keepalive: true })
    },
    async upload(token: string, file: File, progress: (share: number) => void): Promise<string> {
      const path = `${base}/files?name=${encodeURIComponent(file.name.slice(-255).toWellFormed())}`
      const { id }: VisitorAttachment = JSON.parse(await uploadBytes(path, token, file, progress))
      return id
    },
    async fetchFile(token: string, url: string): Promise<Blob> {
      return (await call('GET', url, { token })).blob()
    },
    /** Everything after the cursor, as it happens; the connection mends itself and goes on where it was. */
    follow(options: { token: string; cursor: string; told: (news: News) => void }): LiveSocket<VisitorFrame> {
      let { cursor } = options
      return openLiveSocket<VisitorFrame>({
        address: `${location.origin.replace(/^http/, 'ws')}${base}/live`,
        opened: (send) => send({ type: 'hello', token: options.token, cursor }),
        heard(frame: ServerFrame) {
          if ('cursor' in frame) cursor = frame.cursor
          options.told(frame)
        },
        broken: (code) => options.told({ type: isOver(code) ? 'over' : 'down' }),
        isOver,
      })
    },
  }
}

/** What the server tells, and what becomes of the connection. */
export type News = ServerFrame | { readonly type: 'down' } | { readonly type: 'over' }

/** The session ended, or this site may no longer: coming back would change nothing. */
function isOver(code: number): boolean {
  return code === 4401 || code === 4403
}
