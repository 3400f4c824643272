import { randomBytes } from 'node:crypto'
import type { ServerFrame, VisitorFrame } from '@throughline/protocol/webchat/live.ts'
import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import { minuteMs } from '../../src/lib/clock.ts'
import type { Player } from '../cast.ts'
import type { Stage } from './stage.ts'

/** What the widgets of the story's customers do: the same calls, with the same tokens, over the same wires. */
export interface Widgets {
  say(who: Player, text: string): Promise<{ id: string }>
  /** A program that is a new visitor each time; answers with what was let in. */
  flood(address: string, texts: readonly string[]): Promise<{ id: string }[]>
  /** The panel is open and the answer in view. */
  see(who: Player, messageId: string): Promise<void>
}

/** One browser: its own token, and where it is. */
interface Device {
  token: string
  address: string
}

const newToken = (): string => randomBytes(32).toString('base64url')
const patienceMs = 10_000
/** After that somebody comes back, to a page that says anew who they are. */
const visitMs = 45 * minuteMs

export function openWidgets({ url, shop, clock }: Pick<Stage, 'url' | 'shop' | 'clock'>, channelId: string): Widgets {
  const deviceByPlayer = new Map<Player, Device & { untilMs: number }>()
  const addressByPlayer = new Map<Player, string>()
  let count = 0

  /** Everybody is at home, behind an address of their own. */
  function addressOf(who: Player): string {
    const address = addressByPlayer.get(who) ?? `192.0.2.${addressByPlayer.size + 1}`
    addressByPlayer.set(who, address)
    return address
  }

  function send(method: string, path: string, { token, address }: Device, body: object): Promise<Response> {
    return fetch(`${url}/api/v1/webchat/${channelId}/${path}`, {
      method,
      headers: {
        authorization: `Visitor ${token}`,
        'content-type': 'application/json',
        'x-forwarded-for': address,
      },
      body: JSON.stringify(body),
    })
  }

  async function call<T>(method: string, path: string, device: Device, body: object): Promise<T> {
    const response = await send(method, path, device, body)
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the contract's type
    return (await response.json()) as T
  }

  /** The shop, where they are signed in, says who they are. */
  async function deviceOf(who: Player): Promise<Device> {
    const nowMs = clock.now().getTime()
    const known = deviceByPlayer.get(who)
    if (known && known.untilMs > nowMs) return known
    const device = { token: newToken(), address: addressOf(who), untilMs: nowMs + visitMs }
    deviceByPlayer.set(who, device)
    const { name, addresses, account, isGuest } = who
    if (isGuest) return device
    if (account === undefined) throw new Error(`${name} has no account at the shop.`)
    const identityToken = await shop.tokenFor({ account, name, email: addresses[0] })
    await call('POST', 'identification', device, { identityToken })
    return device
  }

  const message = (text: string) => ({
    echoId: `story-${++count}`,
    text,
    page: 'https://kettle.example/',
    locale: 'en',
  })

  return {
    async say(who, text) {
      const isFirst = !deviceByPlayer.has(who)
      const device = await deviceOf(who)
      const said = await call<VisitorMessage>('POST', 'messages', device, message(text))
      // Nobody fills in a form before being heard; where to answer is asked after the first words.
      if (who.isGuest && isFirst) await call('PUT', 'reach', device, { name: who.name, email: who.addresses[0] })
      return said
    },
    async flood(address, texts) {
      const said: { id: string }[] = []
      for (const text of texts) {
        const response = await send('POST', 'messages', { token: newToken(), address }, message(text))
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server speaks its own contract
        if (response.ok) said.push((await response.json()) as VisitorMessage)
        else if (response.status === 429) await response.body?.cancel()
        else throw new Error(`A visitor of the flood was answered with ${response.status}.`)
      }
      return said
    },
    async see(who, messageId) {
      const { token } = await deviceOf(who)
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
