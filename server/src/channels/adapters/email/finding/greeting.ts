import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { pinned, resolveSafely, type AddressRules } from '../../../../lib/safe-address.ts'
import type { FoundServer } from './found-server.ts'

const maxGreetingBytes = 1024

/**
 * Whether a mail server speaks at a place that was only guessed: it greets as one, with a certificate for that name where
 * the connection is encrypted from the start. Nothing is said to it.
 */
export async function greets(
  { host, port, security }: FoundServer,
  { kind, rules, signal }: { kind: 'imap' | 'smtp'; rules: AddressRules; signal: AbortSignal },
): Promise<boolean> {
  try {
    const addresses = await resolveSafely(host, port, rules)
    if (signal.aborted) return false
    return await listen({ host, port, isTls: security === 'tls', addresses, kind, signal })
  } catch {
    return false
  }
}

interface Listening {
  host: string
  port: number
  isTls: boolean
  addresses: readonly string[]
  kind: 'imap' | 'smtp'
  signal: AbortSignal
}

function listen({ host, port, isTls, addresses, kind, signal }: Listening): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { host, port, lookup: pinned(addresses) }
    const socket = isTls ? connectTls({ ...options, servername: host }) : connect(options)
    let said = ''
    const end = (isOne: boolean): void => {
      signal.removeEventListener('abort', giveUp)
      socket.destroy()
      resolve(isOne)
    }
    const giveUp = (): void => end(false)
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) return giveUp()
    socket.on('error', giveUp)
    socket.on('close', giveUp)
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1')
      if (said.includes('\n') || said.length > maxGreetingBytes) end(isGreeting[kind].test(said))
    })
  })
}

const isGreeting = { imap: /^\* (OK|PREAUTH)\b/i, smtp: /^220[ -]/ }
