import { randomBytes } from 'node:crypto'
import type { ServerFrame, VisitorFrame, VisitorMessage } from '@throughline/protocol/webchat.ts'
import { minuteMs } from '../../src/lib/clock.ts'
import type { Player } from '../cast.ts'
import type { Stage } from './story.ts'

/** What the widgets of the story's customers do: the same calls, with the same tokens, over the same wires. */
export interface Widgets {
  say(who: Player, text: string): Promise<{ id: string }>
  /** The panel is open and the answer in view. */
  see(who: Player, messageId: string): Promise<void>
}

const patienceMs = 10_000
/** After that somebody comes back, to a page that says anew who they are. */
const visitMs = 45 * minuteMs

export function openWidgets({ url, shop, clock }: Pick<Stage, 'url' | 'shop' | 'clock'>, channelId: string): Widgets {
  const deviceByPlayer = new Map<Player, { token: string; untilMs: number }>()
  let count = 0

  async function call<T>(method: string, path: string, token: string, body: object): Promise<T> {
    const response = await fetch(`${url}/api/v1/webchat/${channelId}/${path}`, {
      method,
      headers: { authorization: `Visitor ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the contract's type
    return (await response.json()) as T
  }

  /** The device's own token; the shop, where they are signed in, says who they are. */
  async function tokenOf(who: Player): Promise<string> {
    const nowMs = clock.now().getTime()
    const known = deviceByPlayer.get(who)
    if (known && known.untilMs > nowMs) return known.token
    const token = randomBytes(32).toString('base64url')
    deviceByPlayer.set(who, { token, untilMs: nowMs + visitMs })
    const { name, addresses, account, isGuest } = who
    if (isGuest) return token
    if (account === undefined) throw new Error(`${name} has no account at the shop.`)
    const identityToken = await shop.tokenFor({ account, name, email: addresses[0] })
    await call('POST', 'identification', token, { identityToken })
    return token
  }

  return {
    async say(who, text) {
      const isFirst = !deviceByPlayer.has(who)
      const token = await tokenOf(who)
      const message = { echoId: `story-${++count}`, text, page: 'https://kettle.example/', locale: 'en' }
      const said = await call<VisitorMessage>('POST', 'messages', token, message)
      // Nobody fills in a form before being heard; where to answer is asked after the first words.
      if (who.isGuest && isFirst) await call('PUT', 'reach', token, { name: who.name, email: who.addresses[0] })
      return said
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
