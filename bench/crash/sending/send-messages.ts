import { seededRandom } from '../../../server/test/mail/generating/random.ts'
import { openHttp, requestMaker, type HttpAnswer, type HttpConnection } from '../../load/http-connection.ts'
import type { Ledger, SentMessage } from '../ledger.ts'
import { keepSending, untilAcknowledged, withRepeats, type Attempt } from './until-acknowledged.ts'

const accounts = 200

/** A company's program: the same id again and again until it is 2xx. */
export function sendMessages(options: {
  seed: number
  url: string
  token: string
  channelId: string
  lanes: number
  pauseMs?: number
  ledger: Ledger
}) {
  const { seed, url, token, channelId, ledger } = options
  const random = seededRandom(seed + 1)
  const make = requestMaker(url, { authorization: `Bearer ${token}`, connection: 'close' })
  let count = 0
  const supply = withRepeats(
    (): SentMessage => {
      const marker = `ax${seed.toString(36)}k${(++count).toString(36).padStart(6, '0')}`
      const sent = { marker, account: `account-${random.below(accounts)}`, acknowledged: false, entryId: null }
      ledger.messages.set(marker, sent)
      return sent
    },
    random,
    ledger,
  )
  return keepSending(options, random, async () => {
    const sent = supply.next()
    const message = {
      id: sent.marker,
      from: { kind: 'account', value: sent.account },
      text: `Is there any news? My mark is ${sent.marker}.`,
    }
    const request = make.post(`/api/v1/channels/${channelId}/inbound`, message, { key: sent.marker })
    await untilAcknowledged(ledger, random, `message ${sent.marker}`, async () => {
      const answer = await askOnce(url, request)
      return understand(answer, (entry) => {
        sent.acknowledged = true
        sent.entryId = sameEntry(ledger, `message ${sent.marker}`, sent.entryId, entry.id)
      })
    })
  })
}

export async function askOnce(url: string, request: string): Promise<HttpAnswer> {
  const connection: HttpConnection = await openHttp(url)
  try {
    return await connection.ask(request)
  } finally {
    connection.close()
  }
}

/** 2xx is a promise, 5xx and "too many" mean later, and any other refusal is for good. */
export function understand({ status, body }: HttpAnswer, take: (entry: { id: string }) => void): Attempt {
  if (status === 200 || status === 201) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the entry of the contract
    take(JSON.parse(body.toString()) as { id: string })
    return { outcome: 'taken' }
  }
  if (status >= 500 || status === 429) return { outcome: 'later' }
  return { outcome: 'refused', reply: `${status} ${body.toString().slice(0, 300)}` }
}

/** The same message acknowledged twice is the same entry twice. */
export function sameEntry(ledger: Ledger, what: string, before: string | null, now: string): string {
  if (before !== null && before !== now) ledger.violations.push(`${what} was acknowledged as two entries`)
  return now
}
