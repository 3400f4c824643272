import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { TestApp } from '../app.ts'
import { signatureOf, type Heard, type Said } from './parrot.ts'

export const publicUrl = 'https://desk.example.com'

let count = 0
/** None is the beginning of another. */
export const fresh = (name: string): string => `${name}-${String(++count).padStart(4, '0')}`

/** Without what a test leaves to chance. */
type Loosely<One> = One extends unknown ? Omit<One, 'id' | 'perch'> & { id?: string } : never
export type Told = Loosely<Heard> | (Omit<Said[number], 'id' | 'perch' | 'did'> & { id?: string })

/** A channel of parrots, and its provider's side by real sockets. */
export async function connectPerch(app: Pick<TestApp, 'api' | 'url'>, at: string = publicUrl) {
  const [perch, secret] = [fresh('perch'), fresh('secret')]
  const { id } = await app.api<Channel>('POST', '/channels', {
    kind: 'parrot',
    name: `Parrot ${perch}`,
    settings: { perch, secret },
  })

  /** Everything in one request; rejects unless it was taken. */
  async function tell(...told: Told[]): Promise<void> {
    const body = JSON.stringify(told.map((one) => ({ id: fresh('id'), perch, ...one })))
    const url = `${at}/in/${id}`
    const headers = {
      'content-type': 'application/json',
      'x-parrot-signature': signatureOf({ body: Buffer.from(body), url }, secret),
    }
    const answer = await fetch(`${app.url}/in/${id}`, { method: 'POST', headers, body })
    if (answer.status !== 202) throw new Error(`It was answered ${answer.status}: ${await answer.text()}`)
  }

  async function customerOf(by: string): Promise<Customer> {
    const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${by}`)
    if (items.length !== 1) throw new Error(`${items.length} customers are found by ${by}.`)
    return items[0]!
  }

  async function threadOf(by: string): Promise<Entry[]> {
    const { id: customerId } = await customerOf(by)
    return (await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread`)).items
  }

  return {
    id,
    tell,
    customerOf,
    threadOf,
    /** As somebody reads it: messages, with what stands on them. */
    async read(by: string) {
      return (await threadOf(by))
        .filter(({ kind }) => kind === 'message')
        .map(({ text, edited, deletedAt, reactions = [] }) => ({
          text: deletedAt ? null : (edited?.text ?? text),
          on: reactions.map(({ emoji, by: { name } }) => `${emoji} ${name}`),
        }))
    },
    async issuesOf(by: string): Promise<Issue[]> {
      const { id: customerId } = await customerOf(by)
      return (await app.api<{ items: Issue[] }>('GET', `/issues?customerId=${customerId}&status=all`)).items
    },
    async kept(): Promise<InboundRecord[]> {
      const { items } = await app.api<{ items: InboundRecord[] }>('GET', '/inbound')
      return items.filter(({ channel }) => channel?.id === id)
    },
    answer: async (by: string, text: string): Promise<Entry> =>
      app.api('POST', `/customers/${(await customerOf(by)).id}/entries`, { kind: 'message', text, channelId: id }),
  }
}

export type Perch = Awaited<ReturnType<typeof connectPerch>>
