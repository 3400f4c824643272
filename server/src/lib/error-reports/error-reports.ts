import { randomBytes } from 'node:crypto'
import { minuteMs } from '../clock.ts'
import { errorCode } from '../errors.ts'
import { parseDsn } from './dsn.ts'
import { scrub } from './scrub.ts'
import { framesOf } from './stack-frames.ts'

/**
 * Errors, to a server that takes the envelopes of Sentry. A report has our sentence, the kind of error, where in the code
 * it was, and ids; what the error says is scrubbed, and bodies, headers and variables are never part of it.
 *
 * A sender of our own: what we send is one small document, and the official package is larger than our whole server,
 * patches the modules of Node and collects much that must not leave.
 */
export interface ErrorReports {
  /** What is logged as an error. Never throws, and is never waited for. */
  take(level: 'error' | 'fatal', fields: unknown, sentence: string): void
  /** Resolves when what is on its way has arrived, or was given up. */
  settled(): Promise<void>
}

const maxPerMinute = 30
const maxOnTheirWay = 5
const givenUpAfterMs = 5000

export function reportErrors(dsn: string, { version }: { version: string }): ErrorReports {
  const target = parseDsn(dsn)
  if (target === null) throw new Error('The DSN is not one.')
  const { key, envelopeUrl } = target
  const onTheirWay = new Set<Promise<void>>()
  let minute = 0
  let sent = 0
  let known = new Set<string>()

  /** The same error once a minute, and few in all: an outage must not become a flood. */
  function isWorthSending(fingerprint: string): boolean {
    const now = Math.trunc(performance.now() / minuteMs)
    if (now !== minute) {
      minute = now
      sent = 0
      known = new Set()
    }
    if (known.has(fingerprint) || sent >= maxPerMinute || onTheirWay.size >= maxOnTheirWay) return false
    known.add(fingerprint)
    sent++
    return true
  }

  async function send(event: Record<string, unknown>): Promise<void> {
    const head = { event_id: event['event_id'], sent_at: new Date().toISOString() }
    const body = [head, { type: 'event' }, event].map((part) => JSON.stringify(part)).join('\n')
    const headers = {
      'content-type': 'application/x-sentry-envelope',
      'x-sentry-auth': `Sentry sentry_version=7, sentry_client=throughline/${version}, sentry_key=${key}`,
    }
    const signal = AbortSignal.timeout(givenUpAfterMs)
    // Whether it arrived changes nothing here: the log has it in any case.
    await fetch(envelopeUrl, { method: 'POST', headers, body: `${body}\n`, signal }).then(
      (response) => response.body?.cancel(),
      () => {},
    )
  }

  return {
    take(level, fields, sentence) {
      const error = errorIn(fields)
      const kind = error?.name ?? 'Error'
      const frames = error ? framesOf(error) : []
      const at = frames.at(-1)
      if (!isWorthSending(`${sentence} ${kind} ${at?.filename}:${at?.lineno}`)) return
      const code = errorCode(error)
      const sending = send({
        event_id: randomBytes(16).toString('hex'),
        timestamp: Date.now() / 1000,
        platform: 'node',
        level,
        logger: 'throughline',
        release: `throughline@${version}`,
        message: { formatted: scrub(sentence) },
        tags: { node: process.versions.node, ...(code === undefined ? {} : { code: scrub(code) }) },
        extra: idsIn(fields),
        ...(error
          ? { exception: { values: [{ type: kind, value: scrub(error.message), stacktrace: { frames } }] } }
          : {}),
      }).finally(() => onTheirWay.delete(sending))
      onTheirWay.add(sending)
    },
    async settled() {
      await Promise.all(onTheirWay)
    },
  }
}

function errorIn(fields: unknown): Error | null {
  if (fields instanceof Error) return fields
  return typeof fields === 'object' && fields !== null && 'err' in fields && fields.err instanceof Error
    ? fields.err
    : null
}

/** Of what is logged beside the error: ids, which lead to the rest for those who may see it. */
function idsIn(fields: unknown): Record<string, string> {
  if (typeof fields !== 'object' || fields === null) return {}
  const ids = Object.entries(fields).filter((field): field is [string, string] => isId(field[1]))
  return Object.fromEntries(ids)
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
