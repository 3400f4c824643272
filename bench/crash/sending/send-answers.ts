import { setTimeout as delay } from 'node:timers/promises'
import { seededRandom } from '../../../server/test/mail/generating/random.ts'
import { requestMaker } from '../../load/http-connection.ts'
import type { Ledger, SentAnswer } from '../ledger.ts'
import { askOnce, sameEntry, understand } from './send-messages.ts'
import { keepSending, untilAcknowledged } from './until-acknowledged.ts'

interface OpenIssue {
  id: string
  customerId: string
  firstChannel: { kind: string } | null
}

/** Somebody of the staff who answers mail, with an `echoId` that makes a repeated send the same send. */
export function sendAnswers(options: { seed: number; url: string; token: string; pauseMs?: number; ledger: Ledger }) {
  const { seed, url, token, ledger } = options
  const random = seededRandom(seed + 2)
  const make = requestMaker(url, { authorization: `Bearer ${token}`, connection: 'close' })
  let count = 0
  return keepSending({ ...options, lanes: 1 }, random, async () => {
    const issue = await someIssue()
    if (issue === null) {
      await delay(50)
      return
    }
    const marker = `wx${seed.toString(36)}k${(++count).toString(36).padStart(6, '0')}`
    const sent: SentAnswer = { marker, acknowledged: false, entryId: null }
    ledger.answers.set(marker, sent)
    const text = `We have looked into it. Our mark is ${marker}.`
    const answer = { kind: 'message', text, issueId: issue.id, echoId: marker }
    const request = make.post(`/api/v1/customers/${issue.customerId}/entries`, answer, { key: marker })
    await untilAcknowledged(ledger, random, `answer ${marker}`, async () => {
      return understand(await askOnce(url, request), (entry) => {
        sent.acknowledged = true
        sent.entryId = sameEntry(ledger, `answer ${marker}`, sent.entryId, entry.id)
      })
    })
    await delay(random.below(200))
  })

  async function someIssue(): Promise<OpenIssue | null> {
    try {
      const { status, body } = await askOnce(url, make.get('/api/v1/issues?limit=50&status=open'))
      if (status !== 200) return null
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the list of the contract
      const { items } = JSON.parse(body.toString()) as { items: OpenIssue[] }
      const byMail = items.filter(({ firstChannel }) => firstChannel?.kind === 'email')
      return byMail.length === 0 ? null : random.pick(byMail)
    } catch {
      return null
    }
  }
}
