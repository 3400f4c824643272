import { randomBytes } from 'node:crypto'
import type { ServerFrame, VisitorFrame } from '@throughline/protocol/webchat.ts'
import { minuteMs } from '../../src/lib/clock.ts'
import type { Player } from '../cast.ts'
import type { Stage } from './story.ts'

/** What the widgets of the story's customers do: the same calls, with the same tokens, over the same wires. */
export interface Widgets {
  say(who: Player, text: string): Promise<void>
  /** The panel is open and the answer in view. */
  see(who: Player, messageId: string): Promise<void>
}

const patienceMs = 10_000
/** After that somebody comes back, to a page that says anew who they are. */
const visitMs = 45 * minuteMs

export function openWidgets({ url, shop, clock }: Pick<Stage, 'url' | 'shop' | 'clock'>, channelId: string): Widgets {
  const deviceByAddress = new Map<string, { token: string; untilMs: number }>()
  let count = 0

  async function call(token: string, path: string, body: object): Promise<void> {
    const response = await fetch(`${url}/api/v1/webchat/${channelId}/${path}`, {
      method: 'POST',
      headers: { authorization: `Visitor ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`)
  }

  /** The device's own token; the shop, where they are signed in, says who they are. */
  async function tokenOf({ name, addresses, account }: Player): Promise<string> {
    const nowMs = clock.now().getTime()
    const known = deviceByAddress.get(addresses[0])
    if (known && known.untilMs > nowMs) return known.token
    if (account === undefined) throw new Error(`${name} has no account at the shop.`)
    const token = randomBytes(32).toString('base64url')
    const identityToken = await shop.tokenFor({ account, name, email: addresses[0] })
    await call(token, 'identification', { identityToken })
    deviceByAddress.set(addresses[0], { token, untilMs: nowMs + visitMs })
    return token
  }

  return {
    async say(who, text) {
      const page = 'https://kettle.example/'
      await call(await tokenOf(who), 'messages', { echoId: `story-${++count}`, text, page, locale: 'en' })
    },
    async see(who, messageId) {
      const token = await tokenOf(who)
      const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/webchat/${channelId}/live`)
      const tell = (frame: VisitorFrame): void => socket.send(JSON.stringify(frame))
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('The chat did not answer.')), patienceMs)
        socket.addEventListener('error', () => reject(new Error('The chat cannot be reached.')))
        socket.addEventListener('open', () => tell({ type: 'hello', token, cursor: null }))
        socket.addEventListener('message', ({ data }) => {
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server speaks its own protocol
          const frame = JSON.parse(String(data)) as ServerFrame
          if (frame.type === 'welcome') {
            tell({ type: 'seen', id: messageId })
            tell({ type: 'ping' })
          }
          if (frame.type !== 'pong') return
          clearTimeout(timer)
          resolve()
        })
      }).finally(() => socket.close())
    },
  }
}
