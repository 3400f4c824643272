import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { demoPassword, staff, type StaffName } from '../cast.ts'
import { tryPassword, type Api } from './api.ts'
import type { Stage } from './stage.ts'
import type { Widgets } from './widgets.ts'

/** What strangers try in a story, each by the door that is open to them. */
export interface Attacks {
  /** A program chats from one address as many new visitors; staff close what came through. */
  floods(address: string, texts: readonly string[]): Promise<void>
  /** Somebody tries wrong passwords of a member of staff, ten from each address. */
  guesses(whose: StaffName, addresses: readonly string[]): Promise<void>
}

/** Further ones at the same account are refused unchecked. */
const guessesPerAddress = 10
const patienceMs = 20_000

export function openAttacks({ url, api }: Stage, { widgets, clerk }: { widgets: Widgets; clerk: Api }): Attacks {
  async function untilRecorded(action: string): Promise<void> {
    const deadline = performance.now() + patienceMs
    for (;;) {
      const { items } = await api.call<{ items: unknown[] }>('GET', `/audit?action=${action}`)
      if (items.length > 0) return
      if (performance.now() > deadline) throw new Error(`${action} was not recorded.`)
      await delay(50)
    }
  }

  return {
    async floods(address, texts) {
      for (const { id } of await widgets.flood(address, texts)) {
        const { issueId } = await api.call<Entry>('GET', `/entries/${id}`)
        await clerk.call('POST', `/issues/${issueId}/closure`, {})
      }
      // Refusals are written every other second, with the time of then: the clock waits for it.
      await untilRecorded('channel.flooded')
    },
    async guesses(whose, addresses) {
      for (const address of addresses) {
        for (let guess = 1; guess <= guessesPerAddress; guess++) {
          const person = { email: staff[whose].email, password: `${demoPassword}-${guess}` }
          const status = await tryPassword(url, person, address)
          if (status !== 401) throw new Error(`A guess was answered with ${status}.`)
        }
      }
    },
  }
}
