import type { Change } from '@throughline/protocol/events.ts'
import { seededRandom } from '../../../server/test/mail/generating/random.ts'
import { askOnce, understand } from '../../crash/sending/send-messages.ts'
import { keepSending, untilAcknowledged } from '../../crash/sending/until-acknowledged.ts'
import type { Ledger } from '../../crash/ledger.ts'
import { requestMaker } from '../../load/http-connection.ts'
import type { Seen } from '../balancer/balancer.ts'

/** Staff who snooze issues for seconds: each is woken by a timer. */
export interface Snoozes {
  finish(): Promise<void>
  /** What was not woken once. */
  check(changes: readonly Change[]): string[]
}

const shortestMs = 1000
const longestMs = 8000

/** Whether a snooze waited in front of nodes that were away until its time had passed; the sender then chooses another. */
export function wasSnoozedTooLate({ request, status, fromMs, toMs }: Seen): boolean {
  return status === 400 && request.endsWith('/snooze') && toMs - fromMs >= shortestMs
}

export function startSnoozes(options: {
  seed: number
  server: { url: string; token: string }
  channelId: string
  pauseMs: number
  ledger: Ledger
}): Snoozes {
  const { seed, server, channelId, pauseMs, ledger } = options
  const { url, token } = server
  const random = seededRandom(seed)
  const make = requestMaker(url, { authorization: `Bearer ${token}`, connection: 'close' })
  const snoozed = new Set<string>()
  let count = 0

  /** The same request until it is taken, and then what it answered with. */
  async function ask<Answer>(key: string, path: string, body: () => object): Promise<Answer | null> {
    let taken: Answer | null = null
    await untilAcknowledged(ledger, random, key, async () => {
      const answer = await askOnce(url, make.post(path, body(), { key }))
      // See wasSnoozedTooLate.
      if (answer.status === 400 && answer.body.includes('issues.wake_in_the_past')) return { outcome: 'later' }
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names what the contract answers
      return understand(answer, () => (taken = JSON.parse(answer.body.toString()) as Answer))
    })
    return taken
  }

  const sending = keepSending({ lanes: 1, pauseMs }, random, async () => {
    const name = `sleeper-${seed}-${++count}`
    const message = { id: name, from: { kind: 'account', value: name }, text: 'Call me back, please.' }
    const entry = await ask<{ issueId: string }>(name, `/api/v1/channels/${channelId}/inbound`, () => message)
    if (entry === null) return
    const until = (): string => new Date(Date.now() + shortestMs + random.below(longestMs - shortestMs)).toISOString()
    await ask(`snooze-${name}`, `/api/v1/issues/${entry.issueId}/snooze`, () => ({ until: until() }))
    snoozed.add(entry.issueId)
  })

  return {
    finish: () => sending.finish(),
    check: (changes) =>
      [...snoozed].flatMap((issueId) => {
        const events = changes.flatMap((change) =>
          change.issueId === issueId && /^issue\.(snoozed|woken)$/.test(change.type) ? [change.type] : [],
        )
        // A snooze whose answer was lost was asked for again: that moves the timer, or is a second snooze.
        const turns = events.filter((type, index) => type !== 'issue.snoozed' || type !== events[index - 1])
        const isEachWokenOnce = turns.every((type, index) => (type === 'issue.woken') === (index % 2 === 1))
        const isRight = turns.length > 0 && turns.length % 2 === 0 && isEachWokenOnce
        return isRight ? [] : [`the issue ${issueId} has the events ${turns.join(', ') || 'of no snooze'}`]
      }),
  }
}
