import { setTimeout as delay } from 'node:timers/promises'
import { rssBytesOf } from '../apart/process-usage.ts'
import { startApart } from '../apart/start-apart.ts'
import { openHttp, requestMaker } from '../load/http-connection.ts'
import type { UploadStaller } from '../load/stall-uploads.ts'
import type { RunningServer } from '../product/server.ts'
import { newVisitors, openChat, type ChatOfSite } from '../product/visitors.ts'
import { openWorkplace } from '../product/workplace.ts'
import type { BenchResult } from '../report/measure.ts'
import { percentile } from '../report/percentile.ts'
import type { Bench } from './bench-options.ts'
import { describeLatencies } from './compare.ts'

const mebibyte = 2 ** 20
/** Nearly the largest file that a visitor may send. */
const announcedBytes = 25 * mebibyte
const sentBytes = 24 * mebibyte

/** What strangers cost who begin to upload and fall silent: memory, and how long others wait meanwhile. */
export const uploads: Bench = {
  title: 'uploads: a hundred stalled uploads',
  async run(options): Promise<BenchResult> {
    await using workplace = await openWorkplace(options)
    const messages = options.scale === 'full' ? 2000 : 400
    await workplace.createDatabase('uploads')
    const server = await workplace.startServer('uploads', {
      probed: true,
      // All of them are let in and stay: what is refused costs less.
      env: { UPLOAD_IDLE_SECONDS: '600', UPLOAD_MIB_CHANNEL: '8192', UPLOAD_MIB: '8192' },
    })
    const chat = await openChat(server)
    const talk = await openTalk(server, chat)
    const staller = startApart<UploadStaller>(new URL('../load/stall-uploads.ts', import.meta.url))
    const url = `${server.url}${chat.path}/files`
    const stall = (count: number) => staller.call('stall', { url, count, addresses: 10, announcedBytes, sentBytes })

    options.say('uploads: what a message takes usually')
    // The first ones pay for code that is loaded and compiled once, and for connections to PostgreSQL.
    await stall(10)
    await staller.call('hangUp')
    await talk.say(messages / 4)
    const usualMs = await talk.say(messages)

    options.say('uploads: a hundred uploads that stall')
    const before = await server.probe.call('memory')
    const peak = watchPeak(server.pid)
    const { taken } = await stall(100)
    await delay(2000)
    const peakBytes = peak.stop()
    const meanwhileMs = await talk.say(messages)
    const after = await server.probe.call('memory')
    await staller.call('hangUp')
    const hungUp = await server.probe.call('memory')
    await staller.stop()
    talk.close()
    const grownMiB = (bytes: number): number => (bytes - before.rssBytes) / mebibyte
    return {
      measures: [
        {
          name: 'resident memory that a hundred add, at most',
          unit: 'MiB',
          value: grownMiB(peakBytes ?? Number.NaN),
          owed: { of: 'value', is: 'at most', limit: 64 },
        },
        {
          name: 'a visitor’s message meanwhile, p95',
          unit: 'ms',
          value: percentile(meanwhileMs, 0.95),
          baseline: { name: 'usually', value: percentile(usualMs, 0.95) },
          owed: { of: 'ratio', is: 'at most', limit: 1.5 },
        },
      ],
      notes: [
        `${taken} of 100 were taken in; each sent ${sentBytes / mebibyte} of ${announcedBytes / mebibyte} MiB and fell silent`,
        `resident: ${(before.rssBytes / mebibyte).toFixed(0)} MiB before, ${grownMiB(after.rssBytes).toFixed(0)} MiB more after collection, ${grownMiB(hungUp.rssBytes).toFixed(0)} MiB more once they hung up`,
        describeLatencies('usually', usualMs),
        describeLatencies('meanwhile', meanwhileMs),
      ],
    }
  },
}

/** Visitors who take turns, for one may say only so much in a minute. */
async function openTalk(server: RunningServer, chat: ChatOfSite) {
  const visitors = await newVisitors(server, chat, 100)
  const makers = visitors.map(({ token }) => requestMaker(server.url, { authorization: `Visitor ${token}` }))
  const http = await openHttp(server.url)
  let count = 0
  return {
    async say(messages: number): Promise<number[]> {
      const latenciesMs: number[] = []
      for (let left = messages; left > 0; left--) {
        const make = makers[++count % makers.length]!
        const startedMs = performance.now()
        const said = { echoId: `echo-${count}`, text: 'Is there any news?' }
        const { status, body } = await http.ask(make.post(`${chat.path}/messages`, said))
        if (status !== 201) throw new Error(`a message was answered with ${status}: ${body.toString()}`)
        latenciesMs.push(performance.now() - startedMs)
      }
      return latenciesMs
    },
    close: () => http.close(),
  }
}

/** The most that a process held at any of many moments. */
function watchPeak(pid: number) {
  let peakBytes: number | null = null
  const timer = setInterval(() => {
    const now = rssBytesOf(pid)
    if (now !== null) peakBytes = Math.max(peakBytes ?? 0, now)
  }, 20)
  return {
    stop(): number | null {
      clearInterval(timer)
      return peakBytes
    },
  }
}
