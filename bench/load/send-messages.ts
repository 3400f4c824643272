import { answerParent } from '../apart/answer-parent.ts'
import { firstWords, furtherWords, someTopic, things } from '../../server/test/mail/generating/prose.ts'
import { seededRandom } from '../../server/test/mail/generating/random.ts'
import { openHttp, requestMaker } from './http-connection.ts'
import { measureSending, type Sent } from './sent.ts'

export interface SendMessages {
  url: string
  token: string
  channelId: string
  count: number
  concurrency: number
  seed: number
}

/** A company's program that hands in customers' messages: half from new customers, half from returning ones. */
const answers = {
  send({ url, token, channelId, count, concurrency, seed }: SendMessages): Promise<Sent> {
    const make = requestMaker(url, { authorization: `Bearer ${token}` })
    const random = seededRandom(seed)
    let customers = 0
    const requests = Array.from({ length: count }, (_, index) => {
      const isNew = customers === 0 || random.chance(0.5)
      const customer = isNew ? customers++ : random.below(customers)
      const topic = someTopic(random.pick(things), random.chance(0.4) ? `${seed}-${customer}` : null, random)
      return make.post(`/api/v1/channels/${channelId}/inbound`, {
        id: `message-${seed}-${index}`,
        from: { kind: 'account', value: `account-${seed}-${customer}`, name: `Customer ${customer}` },
        text: (isNew ? firstWords(topic, random) : furtherWords(topic, random)).join('\n\n'),
      })
    })
    return measureSending({ count, concurrency }, async () => {
      const connection = await openHttp(url)
      return async (index) => {
        const { status, body } = await connection.ask(requests[index]!)
        return status === 201 ? null : `${status} ${body.toString().slice(0, 200)}`
      }
    })
  },
}
export type MessageSender = typeof answers

answerParent(answers)
