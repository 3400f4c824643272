import { once } from 'node:events'
import { startApart } from '../apart/start-apart.ts'
import type { EchoServer } from '../load/bare-echo.ts'
import { openChatTalk, openSocket, openTalk } from '../product/talks.ts'
import { openWorkplace } from '../product/workplace.ts'
import type { BenchResult } from '../report/measure.ts'
import { median } from '../report/percentile.ts'
import type { Bench } from './bench-options.ts'
import { describeLatencies } from './compare.ts'

/** From a customer's message to the screen of an agent who has the thread open, and from there back into the chat. */
export const push: Bench = {
  title: "push: a customer's message on the staff's screen",
  async run(options): Promise<BenchResult> {
    await using workplace = await openWorkplace(options)
    const rounds = options.scale === 'full' ? 40 : 8
    await workplace.createDatabase('push')
    const echoUrl = await workplace.createDatabase('echo')
    const server = await workplace.startServer('push')
    const echo = startApart<EchoServer>(new URL('../load/bare-echo.ts', import.meta.url))
    const { port } = await echo.call('start', { databaseUrl: echoUrl })
    const talk = await openTalk(server)
    const chat = await openChatTalk(server, { visitorCount: 40 })
    const bare = await openSocket(`ws://127.0.0.1:${port}`, {})

    const pushedMs: number[] = []
    const answeredMs: number[] = []
    const echoedMs: number[] = []
    const chattedMs: number[] = []
    const repliedMs: number[] = []
    const oneEcho = async (text: string): Promise<number> => {
      const startedMs = performance.now()
      const echoed = once(bare, 'message')
      bare.send(text)
      await echoed
      return performance.now() - startedMs
    }
    // In turns, and each a little while for itself: neither pays for what the other left behind.
    for (let round = -2; round < rounds; round++) {
      for (let turn = 0; turn < 25; turn++) {
        const { seenMs, acknowledgedMs } = await talk.say(`Round ${round}, message ${turn}: is there any news?`)
        if (round >= 0) {
          pushedMs.push(seenMs)
          answeredMs.push(acknowledgedMs)
        }
      }
      for (let turn = 0; turn < 25; turn++) {
        const saidMs = await chat.say(`Round ${round}, message ${turn}: is there any news?`)
        if (round >= 0) chattedMs.push(saidMs)
      }
      for (let turn = 0; turn < 25; turn++) {
        const replyMs = await chat.reply(`Round ${round}, answer ${turn}: it is on its way.`)
        if (round >= 0) repliedMs.push(replyMs)
      }
      for (let turn = 0; turn < 25; turn++) {
        const ms = await oneEcho(`Round ${round}, message ${turn}: is there any news?`)
        if (round >= 0) echoedMs.push(ms)
      }
    }
    talk.close()
    chat.close()
    bare.close()
    await echo.stop()
    return {
      measures: [
        {
          name: 'message sent → entry on the WebSocket, p50',
          unit: 'ms',
          value: median(pushedMs),
          baseline: { name: 'one commit and one echo', value: median(echoedMs) },
          owed: { of: 'ratio', is: 'at most', limit: 2 },
        },
        {
          name: 'visitor’s message sent → entry on the desk’s WebSocket, p50',
          unit: 'ms',
          value: median(chattedMs),
          baseline: { name: 'one commit and one echo', value: median(echoedMs) },
          owed: { of: 'ratio', is: 'at most', limit: 2 },
        },
        {
          // One commit: a chat is shown from the thread, so the answer has left when it is written.
          name: 'answer sent → message on the visitor’s WebSocket, p50',
          unit: 'ms',
          value: median(repliedMs),
          baseline: { name: 'one commit and one echo', value: median(echoedMs) },
        },
      ],
      notes: [
        describeLatencies('on the screen', pushedMs),
        describeLatencies('acknowledged to the sender', answeredMs),
        describeLatencies('from the chat to the desk', chattedMs),
        describeLatencies('from the desk into the chat', repliedMs),
        describeLatencies('one commit and one echo', echoedMs),
      ],
    }
  },
}
