import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import type { ImapFlow } from 'imapflow'
import { ImapStream } from 'imapflow/lib/handler/imap-stream.js'
import { minuteMs } from '../../../../lib/clock.ts'
import { ChannelError } from '../../../contract.ts'
import type { ImapSettings } from '../settings.ts'
import type { MailboxLimits } from './limits.ts'

/** What a server says, as far as it is looked at before the library takes it in. */
export interface Answers {
  /** Why the server was hung up on. */
  readonly refusal: ChannelError | null
  /** A mail was read: what brings none is counted anew. */
  mailRead(): void
  /** Hangs up when a folder is said to hold more mails than any does. */
  refuseTooMany(exists: number): void
}

/** Read without a pause for anything else: a few hundred of the shortest lines. */
const readAtOnceBytes = 8 * 1024

type Limits = Pick<MailboxLimits, 'maxLiterals' | 'maxLineBytes' | 'maxIdleLines' | 'maxIdleBytes' | 'maxMails'>

/**
 * Hangs up on a server that keeps the process busy with very little: the library bounds lines, literals and answers by
 * their size, and takes thousands of steps for each of millions of small ones.
 */
export function boundAnswers(client: ImapFlow, imap: ImapSettings, limits: Limits): Answers {
  const stream = streamOf(client)
  let refusal: ChannelError | null = null
  let answerBytes = 0
  let idle = { lines: 0, bytes: 0, sinceMs: performance.now() }

  function refuse(): ChannelError {
    refusal ??= new ChannelError('retryable', 'broken_server', emailFailureWords.sends_too_much({ host: imap.host }))
    return refusal
  }

  function countAnew(): void {
    idle = { lines: 0, bytes: 0, sinceMs: performance.now() }
  }

  function isTooMuch(line: Buffer): boolean {
    if (performance.now() - idle.sinceMs > minuteMs) countAnew()
    idle.lines++
    idle.bytes += line.length
    // The parts of one answer, between its literals.
    answerBytes = stream.literals.length === 0 ? line.length : answerBytes + line.length
    return (
      stream.literals.length >= limits.maxLiterals ||
      answerBytes > limits.maxLineBytes ||
      idle.lines > limits.maxIdleLines ||
      idle.bytes > limits.maxIdleBytes
    )
  }

  // The library stops listening when it closes, which may be before the error is emitted.
  stream.on('error', () => {})
  const isBeforeLiteral = stream.checkLiteralMarker.bind(stream)
  stream.checkLiteralMarker = (line) => (isTooMuch(line) ? stream.failStream(refuse()) : isBeforeLiteral(line))
  // An answer to what we never ask for, which the library expands to a step for each of up to 16 million numbers.
  Reflect.set(client, 'untaggedVanished', async () => void stream.failStream(refuse()))
  const refuseTooMany = (exists: number): void => {
    if (exists > limits.maxMails) stream.failStream(refuse())
  }
  client.on('exists', ({ count }) => refuseTooMany(count))

  readInParts(stream, () => imap.security !== 'starttls' || stream.secureConnection === true)

  return {
    get refusal() {
      return refusal
    },
    mailRead: countAnew,
    refuseTooMany,
  }
}

/**
 * The library takes all lines of ten chunks before anything else has its turn. Until the connection is as it stays,
 * nothing is held back: the library looks at what came with the answer to STARTTLS, and refuses it.
 */
function readInParts(stream: ImapStream, isSettled: () => boolean): void {
  const transform = stream._transform.bind(stream)
  stream._transform = (chunk: Buffer, encoding, next) => {
    if (!isSettled()) return transform(chunk, encoding, next)
    const readFrom = (start: number): void => {
      if (start >= chunk.length || stream.destroyed) return next()
      const end = start + readAtOnceBytes
      transform(chunk.subarray(start, end), encoding, () => void setImmediate(readFrom, end))
    }
    readFrom(0)
  }
}

/** The library does not promise these names: with another version that has others, no mailbox is opened. */
function streamOf(client: ImapFlow): ImapStream {
  const stream: unknown = Reflect.get(client, 'streamer')
  if (stream instanceof ImapStream && typeof Reflect.get(client, 'untaggedVanished') === 'function') return stream
  throw new Error('The IMAP library is not the one whose answers are bounded here.')
}
