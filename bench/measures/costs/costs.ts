import { startApart } from '../../apart/start-apart.ts'
import type { MailSender } from '../../load/send-mails.ts'
import type { MessageSender } from '../../load/send-messages.ts'
import { callApi } from '../../product/api.ts'
import { openChatTalk } from '../../product/talks.ts'
import type { RunningServer } from '../../product/server.ts'
import { openWorkplace, type Workplace } from '../../product/workplace.ts'
import type { BenchResult, Measure } from '../../report/measure.ts'
import type { Bench, BenchOptions } from '../bench-options.ts'
import { takeInMailTo } from '../ingest/mail.ts'
import { workOf, type Counted, type Work } from './work.ts'

/** What a message costs, in counts that do not hang on the machine. Nothing is owed of them: they are compared with the version before. */
export const costs: Bench = {
  title: 'costs: what is done for a message',
  async run(options): Promise<BenchResult> {
    await using workplace = await openWorkplace(options)
    const parts = [
      await costOfMail(workplace, options, { name: 'one at a time', concurrency: 1 }),
      await costOfMail(workplace, options, { name: 'four at a time', concurrency: 4 }),
      await costOfMessages(workplace, options),
      await costOfChat(workplace, options),
    ]
    return { measures: parts.flatMap((part) => part.measures), notes: parts.flatMap((part) => part.notes) }
  },
}

async function costOfMail(
  workplace: Workplace,
  { scale, say }: BenchOptions,
  way: { name: string; concurrency: number },
): Promise<BenchResult> {
  const count = scale === 'full' ? 2000 : 500
  const mix = { count: count + warmUp, customers: (count + warmUp) / 4, seed: 1, to: 'help@bench.example' }
  const name = `mail ${way.name}`
  return counting(workplace, `costs_${way.name.replaceAll(' ', '_')}`, async (counted) => {
    const { server } = counted
    await takeInMailTo(server, mix.to)
    const before = await server.probe.call('memory')
    const sender = startApart<MailSender>(new URL('../../load/send-mails.ts', import.meta.url))
    const send = (from: number, limit: number) =>
      sender.call('send', {
        port: server.smtpPort,
        mix,
        order: 'as written',
        concurrency: way.concurrency,
        from,
        limit,
      })
    await send(0, warmUp)
    const work = await workOf(counted, async () => void (await send(warmUp, mix.count)))
    const after = await server.probe.call('memory')
    await sender.stop()
    say(`costs: ${name}`)
    const { measures, notes } = resultOf(name, work, count)
    const mib = (bytes: number): number => bytes / 2 ** 20
    measures.push(
      { name: `${name}: held by JavaScript at rest`, unit: 'MiB', value: mib(before.heldBytes) },
      { name: `${name}: held by JavaScript afterwards`, unit: 'MiB', value: mib(after.heldBytes) },
      { name: `${name}: process at rest, collected`, unit: 'MiB', value: mib(before.rssBytes) },
      { name: `${name}: process afterwards, collected`, unit: 'MiB', value: mib(after.rssBytes) },
    )
    return { measures, notes }
  })
}

async function costOfMessages(workplace: Workplace, { scale, say }: BenchOptions): Promise<BenchResult> {
  const count = scale === 'full' ? 4000 : 1000
  return counting(workplace, 'costs_messages', async (counted) => {
    const { server } = counted
    const { id: channelId } = await callApi<{ id: string }>(server, 'POST', '/channels', { kind: 'api', name: 'Shop' })
    const sender = startApart<MessageSender>(new URL('../../load/send-messages.ts', import.meta.url))
    const send = (seed: number, some: number) =>
      sender.call('send', { url: server.url, token: server.token, channelId, count: some, concurrency: 16, seed })
    await send(1, warmUp)
    const work = await workOf(counted, async () => void (await send(2, count)))
    await sender.stop()
    say('costs: messages by HTTP')
    return resultOf('messages by HTTP, 16 at a time', work, count)
  })
}

/** One after the other, while a colleague follows the inbox and the thread. */
async function costOfChat(workplace: Workplace, { scale, say }: BenchOptions): Promise<BenchResult> {
  const count = scale === 'full' ? 400 : 100
  return counting(workplace, 'costs_chat', async (counted) => {
    const talk = await openChatTalk(counted.server, { visitorCount: 20 })
    const inTurn = async (some: number, speak: (text: string) => Promise<unknown>): Promise<void> => {
      for (let turn = 0; turn < some; turn++) await speak(`Turn ${turn} of ${some}: is there any news?`)
    }
    await inTurn(warmUp / 2, talk.say)
    await inTurn(warmUp / 2, talk.reply)
    const said = await workOf(counted, () => inTurn(count, talk.say))
    const replied = await workOf(counted, () => inTurn(count, talk.reply))
    talk.close()
    say('costs: chat')
    const parts = [resultOf('a visitor’s message', said, count), resultOf('an answer into the chat', replied, count)]
    return { measures: parts.flatMap((part) => part.measures), notes: parts.flatMap((part) => part.notes) }
  })
}

/** For code that is compiled when it is used, and plans that are made once. */
const warmUp = 100

async function counting<T>(
  workplace: Workplace,
  database: string,
  run: (counted: Counted & { server: RunningServer }) => Promise<T>,
): Promise<T> {
  await workplace.createDatabase(database)
  const server = await workplace.startServer(database, { probed: true })
  await using client = await workplace.connect(database)
  await client.query('create extension pg_walinspect')
  const result = await run({ server, workplace, client })
  await server.stop()
  return result
}

function resultOf(name: string, work: Work, count: number): BenchResult {
  const each = (what: string, value: number, unit: Measure['unit'] = 'each'): Measure => ({
    name: `${name}: ${what}`,
    unit,
    value: value / count,
  })
  return {
    measures: [
      each('round trips to PostgreSQL', work.trips),
      each('statements', work.statements),
      each('CPU of the server', work.serverCpuSeconds * 1000, 'ms'),
      each('CPU of PostgreSQL', work.postgresCpuSeconds * 1000, 'ms'),
      each('log of PostgreSQL, without images of pages', work.walBytes / 1024, 'KiB'),
      each('rows inserted', work.rows),
      each('rows updated', work.updates),
      each('of them without a word to the indexes (HOT)', work.hotUpdates),
      each('entries in B-trees', work.indexEntries),
    ],
    notes: Object.entries(work.kinds)
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, kindsShown)
      .map(([kind, times]) => `${name}: ${(times / count).toFixed(2)} × ${kind}`),
  }
}

const kindsShown = 14
