import { setPriority } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { startApart, type Apart } from '../apart/start-apart.ts'
import type { SignInClient } from '../load/sign-ins.ts'
import { onTheWire, openSmtp } from '../load/smtp-connection.ts'
import { callApi } from '../product/api.ts'
import type { RunningServer } from '../product/server.ts'
import { openWorkplace } from '../product/workplace.ts'
import type { BenchResult, Measure } from '../report/measure.ts'
import { none } from '../report/measure.ts'
import { percentile } from '../report/percentile.ts'
import type { Bench } from './bench-options.ts'
import { describeLatencies } from './compare.ts'

const guesses = 500
const mailTo = 'help@bench.example'

interface Latencies {
  mailMs: number[]
  signInMs: number[]
}

/** What mails and real sign-ins notice of 500 wrong passwords at once. Usual times and storms take turns. */
export const signin: Bench = {
  title: 'signin: mails and a real sign-in while strangers guess passwords',
  async run(options): Promise<BenchResult> {
    await using workplace = await openWorkplace(options)
    const rounds = options.scale === 'full' ? 6 : 2
    await workplace.createDatabase('signin')
    const server = await workplace.startServer('signin')
    await callApi(server, 'POST', '/channels', { kind: 'email', name: 'Help', settings: { address: mailTo } })
    const client = startApart<SignInClient>(new URL('../load/sign-ins.ts', import.meta.url))
    const strangers = startApart<SignInClient>(new URL('../load/sign-ins.ts', import.meta.url))
    // What it costs to send guesses is paid elsewhere: here the strangers give way to the server.
    setPriority(strangers.pid, 10)

    const usual: Latencies = { mailMs: [], signInMs: [] }
    const stormy: Latencies = { mailMs: [], signInMs: [] }
    const answered: Record<string, number> = {}
    await watch(server, client, { mailMs: [], signInMs: [] }, delay(3000))
    for (let round = 0; round < rounds; round++) {
      await watch(server, client, usual, delay(15_000))
      // Fresh addresses each time: those of the round before are out of guesses.
      const addresses = Array.from({ length: 5 }, (_, index) => `127.1.${round}.${index + 1}`)
      const storm = strangers.call('guess', { url: server.url, count: guesses, addresses })
      await watch(server, client, stormy, storm)
      for (const [status, count] of Object.entries(await storm)) answered[status] = (answered[status] ?? 0) + count
      options.say(`signin: round ${round + 1} of ${rounds}: ${JSON.stringify(answered)}`)
    }
    await Promise.all([client.stop(), strangers.stop(), server.stop()])
    return {
      measures: [
        ratio('mail by SMTP during a storm, p95', usual.mailMs, stormy.mailMs),
        ratio('a real sign-in from another address during a storm, p95', usual.signInMs, stormy.signInMs),
        none('guesses answered neither 401 nor 429', guesses * rounds - (answered[401] ?? 0) - (answered[429] ?? 0)),
      ],
      notes: [
        describeLatencies('mail, usual', usual.mailMs),
        describeLatencies('mail, storm', stormy.mailMs),
        describeLatencies('sign-in, usual', usual.signInMs),
        describeLatencies('sign-in, storm', stormy.signInMs),
        `guesses: ${answered[401] ?? 0} checked, ${answered[429] ?? 0} refused before they were`,
      ],
    }
  },
}

function ratio(name: string, usualMs: readonly number[], stormyMs: readonly number[]): Measure {
  return {
    name,
    unit: 'ms',
    value: percentile(stormyMs, 0.95),
    baseline: { name: 'without one', value: percentile(usualMs, 0.95) },
    owed: { of: 'ratio', is: 'at most', limit: 1.5 },
  }
}

/** Mails and sign-ins at the pace of a working day, one after the other, until something has ended. */
async function watch(
  server: RunningServer,
  client: Apart<SignInClient>,
  into: Latencies,
  until: Promise<unknown>,
): Promise<void> {
  let isOver = false
  const over = until.finally(() => (isOver = true))
  await Promise.all([over, sendMails(), signIns()])

  async function sendMails(): Promise<void> {
    const connection = await openSmtp(server.smtpPort)
    for (let number = 0; !isOver; number++) {
      const startedMs = performance.now()
      const id = `${startedMs}.${number}`
      const wire = onTheWire(
        `From: Ana <ana-${number % 20}@mail.example>\r\nTo: ${mailTo}\r\nSubject: A question\r\nMessage-ID: <${id}@mail.example>\r\n\r\nIs there any news?\r\n`,
      )
      const reply = await connection.send({ envelopeFrom: `ana-${number % 20}@mail.example`, to: mailTo, wire })
      if (!reply.startsWith('250')) throw new Error(`a mail was refused: ${reply}`)
      into.mailMs.push(performance.now() - startedMs)
      await delay(50)
    }
    connection.quit()
  }

  async function signIns(): Promise<void> {
    while (!isOver) {
      const { status, ms } = await client.call('signIn', { url: server.url, from: '127.0.0.2', ...server.admin })
      if (status !== 200) throw new Error(`a real sign-in was answered with ${status}`)
      into.signInMs.push(ms)
      await delay(250)
    }
  }
}
