import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { CustomerRow } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { call, Refusal } from './call.ts'

/**
 * The product's public API, with the session of the person who is signed in to the desk: the lab has no other way in.
 */
const api = '/api/v1'

export interface Me {
  name: string
  permissions: string[]
}

/** Null when nobody is signed in. */
export async function readMe(): Promise<Me | null> {
  try {
    return await call<Me>('GET', `${api}/me`)
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) return null
    throw error
  }
}

export async function isSetupNeeded(): Promise<boolean> {
  return (await call<{ needed: boolean }>('GET', `${api}/setup`)).needed
}

export async function readChannels(): Promise<Channel[]> {
  return (await call<{ items: Channel[] }>('GET', `${api}/channels?limit=200`)).items
}

export const createChannel = (channel: { kind: string; name: string; settings: object }): Promise<Channel> =>
  call('POST', `${api}/channels`, channel)

export const changeSettings = (id: string, settings: object): Promise<Channel> =>
  call('PATCH', `${api}/channels/${id}`, { settings })

/** The thread of the customer who has one of these addresses, newest first; null when nobody has. */
export async function readThread(
  addresses: readonly string[],
): Promise<{ customerId: string; entries: Entry[] } | null> {
  for (const address of addresses) {
    const found = await call<{ items: CustomerRow[] }>('GET', `${api}/customers?query=${encodeURIComponent(address)}`)
    const row = found.items.find(({ identities }) =>
      identities.some(({ value, assurance }) => value === address && assurance !== 'claimed'),
    )
    if (!row) continue
    const thread = await call<{ items: Entry[] }>('GET', `${api}/customers/${row.id}/thread?order=desc&limit=50`)
    return { customerId: row.id, entries: thread.items }
  }
  return null
}

/** Through the desk's own door, with the password that was typed or, on the demo's data, is known to all. */
export const signIn = (email: string, password: string): Promise<unknown> =>
  call('POST', '/api/auth/sign-in/email', { email, password })
