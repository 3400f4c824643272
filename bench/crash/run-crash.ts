import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ensureBuilt } from '../../server/test/built.ts'
import { freePort } from '../../server/test/free-port.ts'
import { seededRandom, type Random } from '../../server/test/mail/generating/random.ts'
import { checkEffects, type Effects } from './checking/check-effects.ts'
import { checkPoison, type PoisonFound } from './checking/check-poison.ts'
import { checkThreads } from './checking/check-threads.ts'
import { readAll } from './checking/read-all.ts'
import { configure, supportAddress } from './configure.ts'
import { newLedger } from './ledger.ts'
import { productUnderFire, type ProductUnderFire } from './product-under-fire.ts'
import { startReceivers } from './receivers.ts'
import { sendAnswers } from './sending/send-answers.ts'
import { sendMails } from './sending/send-mails.ts'
import { sendMessages } from './sending/send-messages.ts'
import { messageKeysOf, settle } from './settle.ts'

export interface CrashOptions {
  rounds: number
  /** The same seed sends the same and kills after the same waits; when exactly a kill hits is the machine's. */
  seed: number
  parent?: string
  /** Leaves the data folder, to be looked at. */
  keep?: boolean
  say: (line: string) => void
}

interface Found {
  violations: string[]
  effects: Effects
  poison: PoisonFound
}

export interface CrashReport {
  seed: number
  rounds: number
  seconds: number
  kills: Record<'server' | 'server and database' | 'while starting', number>
  mails: number
  messages: number
  answers: number
  attempts: number
  cut: number
  repeatedBySenders: number
  effects: Omit<Effects, 'violations'>
  /** Events at which a reaction failed until it was mended, and what was kept of them and of those behind. */
  poison: { planted: number; kept: number }
  violations: string[]
  folder: string | null
}

/**
 * Kills the product at random moments while mail, messages and answers come in, and holds what is there in the end
 * against what was acknowledged: nothing lost, nothing doubled, every side effect done.
 */
export async function runCrash(options: CrashOptions): Promise<CrashReport> {
  const { rounds, seed, say } = options
  await ensureBuilt()
  const startedMs = performance.now()
  const random = seededRandom(seed)
  const ledger = newLedger()
  const folder = mkdtempSync(join(resolve(options.parent ?? tmpdir()), 'throughline-crash-'))
  const receivers = await startReceivers()
  const [port, smtpPort] = [await freePort(), await freePort()]
  const product = productUnderFire({ dataDir: folder, port, smtpPort, smtpUrl: receivers.smtpUrl })
  try {
    await product.start()
    const channelId = await configure(product, receivers)
    const senders = [
      sendMails({ seed, smtpPort, to: supportAddress, lanes: 4, ledger }),
      sendMessages({ seed, url: product.url, token: product.token, channelId, lanes: 4, ledger }),
      sendAnswers({ seed, url: product.url, token: product.token, ledger }),
    ]
    const kills = await killAgainAndAgain(product, random, options)
    say('no more kills: finishing what was begun')
    await Promise.all(senders.map((sender) => sender.finish()))
    const messageKeys = messageKeysOf({ secretKey: null, dataDir: folder })
    const settleDown = (isMended: boolean): Promise<Found> =>
      settle(product, say, (everything) => {
        const threads = checkThreads(ledger, everything)
        const effects = checkEffects(ledger, everything, { receivers, messageKeys })
        const poison = checkPoison(everything, { isMended })
        const violations = [...ledger.violations, ...threads, ...effects.violations, ...poison.violations]
        return { violations, effects, poison }
      })
    const poisoned = await settleDown(false)
    await product.stop()
    say(`mending: ${poisoned.poison.planted} events are poison, ${poisoned.poison.kept} are kept`)
    product.mend()
    await product.start()
    await retryFailed(product)
    const { violations, effects } = await settleDown(true)
    await product.stop()
    return {
      seed,
      rounds,
      seconds: (performance.now() - startedMs) / 1000,
      kills,
      mails: ledger.mails.size,
      messages: ledger.messages.size,
      answers: ledger.answers.size,
      attempts: ledger.counts.attempts,
      cut: ledger.counts.cut,
      repeatedBySenders: ledger.counts.repeated,
      effects,
      poison: { planted: poisoned.poison.planted, kept: poisoned.poison.kept },
      violations: [...new Set([...poisoned.violations, ...violations])],
      folder: options.keep ? folder : null,
    }
  } finally {
    await product.kill('server and database')
    await receivers.close()
    if (!options.keep) rmSync(folder, { recursive: true, force: true })
  }
}

async function killAgainAndAgain(
  product: ProductUnderFire,
  random: Random,
  { rounds, say }: CrashOptions,
): Promise<CrashReport['kills']> {
  const kills = { server: 0, 'server and database': 0, 'while starting': 0 }
  for (let round = 1; round <= rounds; round++) {
    await delay(50 + random.below(1100))
    const what = random.chance(0.35) ? 'server and database' : 'server'
    await product.kill(what)
    kills[what]++
    if (random.chance(0.15)) {
      product.launch()
      await delay(random.below(1500))
      await product.kill(random.chance(0.5) ? 'server' : 'server and database')
      kills['while starting']++
    }
    await delay(random.chance(0.5) ? 0 : random.below(300))
    const startedMs = performance.now()
    await product.start()
    say(
      `round ${round} of ${rounds}: killed the ${what}, ready again after ${Math.round(performance.now() - startedMs)} ms`,
    )
  }
  return kills
}

/** As an admin does after an upgrade. */
async function retryFailed(product: ProductUnderFire): Promise<void> {
  for (const { id } of (await readAll(product)).failed) {
    const answer = await fetch(`${product.url}/api/v1/failed-steps/${id}/retry`, {
      method: 'POST',
      headers: { authorization: `Bearer ${product.token}` },
    })
    // One that was due has been done by itself meanwhile.
    if (!answer.ok && answer.status !== 404) throw new Error(`a retry was answered with ${answer.status}`)
  }
}
