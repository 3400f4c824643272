import { setTimeout as delay } from 'node:timers/promises'
import { generateMail } from '../../../server/test/mail/generate-mail.ts'
import { seededRandom } from '../../../server/test/mail/generating/random.ts'
import { startImapServer } from '../../../server/test/mail/imap-server.ts'
import { callApi } from '../../product/api.ts'
import type { Workplace } from '../../product/workplace.ts'
import { none, type BenchResult } from '../../report/measure.ts'
import type { BenchOptions } from '../bench-options.ts'
import { mailMix } from './mail.ts'
import { checkAgainstTruth } from './truth.ts'

const patienceMs = 300_000

/** The same mail, lying in a mailbox in no order since before the channel was connected. */
export async function ingestMailbox(workplace: Workplace, options: BenchOptions): Promise<BenchResult> {
  const mix = mailMix(options)
  const imap = await startImapServer()
  for (const { raw } of seededRandom(mix.seed + 1).shuffled([...generateMail(mix)])) imap.append(raw)
  await workplace.createDatabase('mailbox')
  const server = await workplace.startServer('mailbox')
  await using client = await workplace.connect('mailbox')
  const marks = async (): Promise<number> =>
    (await client.query<{ count: number }>('select count(*)::int as count from inbound')).rows[0]!.count

  const startedMs = performance.now()
  await callApi(server, 'POST', '/channels', {
    kind: 'email',
    name: 'Mailbox',
    settings: {
      address: mix.to,
      imap: { host: '127.0.0.1', port: imap.port, security: 'none', user: imap.user, password: imap.password },
    },
  })
  while ((await marks()) < mix.count && performance.now() - startedMs < patienceMs) await delay(50)
  const seconds = (performance.now() - startedMs) / 1000
  const read = await marks()
  options.say(`mailbox: ${Math.round(read / seconds)}/s`)
  const name = 'mailbox backlog'
  const truth = await checkAgainstTruth(server, mix, { name, isInOrder: false })
  await server.stop()
  await imap.close()
  return {
    measures: [
      { name: `${name}, ${mix.count} mails`, unit: '/s', value: read / seconds },
      none(`${name}: mails not taken in`, mix.count - read),
      ...truth,
    ],
    notes: [],
  }
}
