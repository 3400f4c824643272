import { systemWords } from '@throughline/protocol/system/words.ts'
import { lookup } from 'node:dns/promises'
import { secondMs } from './clock.ts'
import { AppError, errorCode } from './errors.ts'

/** A lost packet is asked for again after five seconds, by most systems. */
const patienceMs = 6 * secondMs
const maxStalled = 1000

/** Lookups that run, whether somebody still waits for them or not. */
const running = new Map<string, Promise<string[]>>()
/** Names for which nobody answered the last time. */
const stalled = new Set<string>()
let lastOfStalled: Promise<unknown> = Promise.resolve()

/**
 * The addresses of a name, as the system knows them: its own table of hosts counts, too. Nobody waits for long. But a
 * lookup cannot be called off, and the process has two threads for all of them: a name that stalled before is looked
 * up after the others that did, so that the second thread is free for names whose server answers.
 */
export async function lookUpName(name: string): Promise<string[]> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(nobodyAnswers(name)), patienceMs)
  try {
    return await Promise.race([running.get(name) ?? begin(name), late.promise])
  } catch (error) {
    throw isStall(error) ? nobodyAnswers(name, error) : error
  } finally {
    clearTimeout(timer)
  }
}

function begin(name: string): Promise<string[]> {
  const hasStalled = stalled.has(name)
  const looking = hasStalled ? lastOfStalled.then(() => ask(name)) : ask(name)
  running.set(name, looking)
  const noted = looking.then(
    () => ended(name, false),
    (error: unknown) => ended(name, isStall(error)),
  )
  if (hasStalled) lastOfStalled = noted
  return looking
}

function ended(name: string, isStalled: boolean): void {
  running.delete(name)
  if (!isStalled) stalled.delete(name)
  else if (stalled.size < maxStalled) stalled.add(name)
}

async function ask(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address)
}

/** As opposed to: there is no such name. */
const isStall = (error: unknown): boolean => errorCode(error) === 'EAI_AGAIN'

function nobodyAnswers(name: string, cause?: unknown): AppError {
  return new AppError('unavailable', systemWords.no_name_server({ name }), { cause })
}
