import { startApart } from '../../apart/start-apart.ts'
import type { TransactionRunner } from '../../load/bare-transactions.ts'
import type { MessageSender } from '../../load/send-messages.ts'
import { callApi } from '../../product/api.ts'
import type { Workplace } from '../../product/workplace.ts'
import { none, type BenchResult } from '../../report/measure.ts'
import { median, percentile } from '../../report/percentile.ts'
import type { BenchOptions } from '../bench-options.ts'
import { describeUsage, untilQuiet, withUsage } from '../usage.ts'

const concurrency = 16
const rounds = 3

/** `POST /channels/:id/inbound` against a bare transaction, in turns, each from a process of its own. */
export async function ingestMessages(workplace: Workplace, { scale, say }: BenchOptions): Promise<BenchResult> {
  const count = scale === 'full' ? 8000 : 800
  await workplace.createDatabase('messages')
  const bareUrl = await workplace.createDatabase('bare')
  const server = await workplace.startServer('messages')
  const { id: channelId } = await callApi<{ id: string }>(server, 'POST', '/channels', { kind: 'api', name: 'Shop' })
  const sender = startApart<MessageSender>(new URL('../../load/send-messages.ts', import.meta.url))
  const bare = startApart<TransactionRunner>(new URL('../../load/bare-transactions.ts', import.meta.url))
  await bare.call('prepare', { databaseUrl: bareUrl })

  const send = (count: number, seed: number) =>
    sender.call('send', { url: server.url, token: server.token, channelId, count, concurrency, seed })
  say('messages by HTTP: warming up')
  await send(Math.ceil(count / 4), 100)
  await bare.call('run', { databaseUrl: bareUrl, count: Math.ceil(count / 4), concurrency })

  const speeds: number[] = []
  const bareSpeeds: number[] = []
  const latenciesMs: number[] = []
  const notes: string[] = []
  let refused = 0
  for (let round = 1; round <= rounds; round++) {
    await untilQuiet({ server, workplace })
    const transactions = await bare.call('run', { databaseUrl: bareUrl, count, concurrency })
    bareSpeeds.push(count / transactions.seconds)
    await untilQuiet({ server, workplace })
    const { result: sent, usage } = await withUsage({ server, workplace }, () => send(count, 100 + round))
    speeds.push(sent.acknowledged / sent.seconds)
    latenciesMs.push(...sent.latenciesMs)
    refused += count - sent.acknowledged
    for (const [reply, times] of Object.entries(sent.refused)) notes.push(`refused ${times} times: ${reply}`)
    say(
      `messages by HTTP: round ${round} of ${rounds}, ${Math.round(speeds.at(-1)!)}/s, bare ${Math.round(bareSpeeds.at(-1)!)}/s`,
    )
    if (round === rounds) notes.push(`HTTP, ${describeUsage(usage, sent.cpuSeconds)}`)
  }
  notes.push(
    `behind the last acknowledgement it worked on for ${Math.round(await untilQuiet({ server, workplace }))} ms (searchable words)`,
  )
  const total = Math.ceil(count / 4) + rounds * count
  const { missing, gaps } = await checkThreads(workplace, channelId, total - refused)
  await Promise.all([sender.stop(), bare.stop(), server.stop()])

  notes.push(
    `HTTP: p50 ${percentile(latenciesMs, 0.5).toFixed(1)} ms, p95 ${percentile(latenciesMs, 0.95).toFixed(1)} ms, ` +
      `rounds ${speeds.map(Math.round).join(', ')}/s, bare ${bareSpeeds.map(Math.round).join(', ')}/s`,
  )
  const measures = [
    {
      name: `messages by HTTP, ${concurrency} at a time`,
      unit: '/s' as const,
      value: median(speeds),
      baseline: { name: 'bare transactions', value: median(bareSpeeds) },
      owed: { of: 'ratio' as const, is: 'at least' as const, limit: 0.4 },
    },
    none('messages refused', refused),
    none('acknowledged messages not on a thread once', missing),
    none('threads with a gap', gaps),
  ]
  return { measures, notes }
}

async function checkThreads(workplace: Workplace, channelId: string, expected: number) {
  await using client = await workplace.connect('messages')
  const { rows } = await client.query<{ entries: number; distinct: number; gaps: number }>(
    `select count(*)::int as entries, count(distinct provider_id)::int as distinct,
       (select count(*)::int from (select from entries group by customer_id having count(*) <> max(seq)) as g) as gaps
     from entries where channel_id = $1`,
    [channelId],
  )
  const { entries, distinct, gaps } = rows[0]!
  return { missing: Math.abs(expected - entries) + (entries - distinct), gaps }
}
