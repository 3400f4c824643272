import { setTimeout as delay } from 'node:timers/promises'
import { startApart } from '../../apart/start-apart.ts'
import { rssBytesOf } from '../../apart/process-usage.ts'
import type { MailSender, SendMails } from '../../load/send-mails.ts'
import { callApi } from '../../product/api.ts'
import type { RunningServer } from '../../product/server.ts'
import type { Workplace } from '../../product/workplace.ts'
import { none, type BenchResult, type Measure } from '../../report/measure.ts'
import { percentile } from '../../report/percentile.ts'
import type { BenchOptions } from '../bench-options.ts'
import { describeUsage, untilQuiet, withUsage } from '../usage.ts'
import { checkAgainstTruth, countEntries } from './truth.ts'

export function mailMix({ scale }: BenchOptions): { count: number; customers: number; seed: number; to: string } {
  const count = scale === 'full' ? 2000 : 200
  return { count, customers: count / 4, seed: 1, to: 'help@bench.example' }
}

/** What a first start makes takes in no mail for other domains. */
export async function takeInMailTo(server: RunningServer, address: string): Promise<void> {
  const { items } = await callApi<{ items: { id: string }[] }>(server, 'GET', '/channels')
  await callApi(server, 'PATCH', `/channels/${items[0]!.id}`, { settings: { address } })
}

/** Mail by SMTP into an empty installation; then the same mail once more, which must change nothing. */
export async function ingestMail(
  workplace: Workplace,
  options: BenchOptions,
  way: { name: string; concurrency: number; order: SendMails['order']; owed: number | null },
): Promise<BenchResult> {
  const mix = mailMix(options)
  const database = `mail_${way.name.replaceAll(' ', '_')}`
  await workplace.createDatabase(database)
  const server = await workplace.startServer(database)
  await takeInMailTo(server, mix.to)
  const sender = startApart<MailSender>(new URL('../../load/send-mails.ts', import.meta.url))
  const send = (limit: number) =>
    sender.call('send', { port: server.smtpPort, mix, order: way.order, concurrency: way.concurrency, limit })

  const { result: sent, usage } = await withUsage({ server, workplace }, () => send(mix.count))
  const perSecond = sent.acknowledged / sent.seconds
  options.say(`mail ${way.name}: ${Math.round(perSecond)}/s`)
  await untilQuiet({ server, workplace })
  // Idle is who has done nothing for some seconds, not who has just put down the last mail.
  await delay(options.scale === 'full' ? 10_000 : 2000)
  const idleBytes = rssBytesOf(server.pid)
  const before = await countEntries(server)
  const again = await send(Math.min(mix.count, 100))
  const added = (await countEntries(server)) - before
  const name = `mail ${way.name}`
  const truth = await checkAgainstTruth(server, mix, { name, isInOrder: way.concurrency === 1 })
  await Promise.all([sender.stop(), server.stop()])

  const speed: Measure = {
    name: `${name}, ${mix.count} mails`,
    unit: '/s',
    value: perSecond,
    ...(way.owed === null ? {} : { owed: { of: 'value', is: 'at least', limit: way.owed } }),
  }
  const memory: Measure[] =
    idleBytes === null
      ? []
      : [
          {
            name: `${name}: idle afterwards`,
            unit: 'MiB',
            value: idleBytes / 2 ** 20,
            owed: { of: 'value', is: 'at most', limit: 200 },
          },
        ]
  return {
    measures: [
      speed,
      none(`${name}: refused`, mix.count - sent.acknowledged),
      ...truth,
      none(`${name}: added by ${again.acknowledged} mails sent again`, added),
      ...memory,
    ],
    notes: [
      `${name}: p50 ${percentile(sent.latenciesMs, 0.5).toFixed(2)} ms, p95 ${percentile(sent.latenciesMs, 0.95).toFixed(2)} ms; ` +
        describeUsage({ ...usage, seconds: sent.seconds }, sent.cpuSeconds),
      ...Object.entries(sent.refused).map(([reply, times]) => `${name}: refused ${times} times: ${reply}`),
    ],
  }
}
