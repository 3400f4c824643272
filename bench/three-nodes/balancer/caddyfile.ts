import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What `deploy/proxy/Caddyfile` says to Caddy, as far as the balancer of the test does the same. */
export interface BalancerSettings {
  /** How long a request is tried again. */
  readonly tryMs: number
  readonly health: { uri: string; everyMs: number; timeoutMs: number }
  /** For how long a node is left alone that could not be reached. */
  readonly failMs: number
  /** Bodies up to this size are kept, so that they can be sent again. */
  readonly bufferBytes: number
  /** Besides GET, and what reached no node, requests with this header are sent again. */
  readonly retryHeader: string
  /** Given with every failure of the balancer's own. */
  readonly retryAfter: string
}

const file = join(import.meta.dirname, '../../../deploy/proxy/Caddyfile')

export function readCaddyfile(): BalancerSettings {
  const text = readFileSync(file, 'utf8')
  const find = (pattern: RegExp): string => {
    const found = pattern.exec(text)?.[1]
    if (found === undefined) throw new Error(`The Caddyfile has no ${pattern.source}.`)
    return found
  }
  const ms = (directive: string): number => Number(find(new RegExp(`^\\s*${directive} (\\d+)s$`, 'm'))) * 1000
  find(/^\s*(lb_policy round_robin)$/m)
  find(/^\s*(lb_retry_match \{\s*method GET\s*\})/m)
  return {
    tryMs: ms('lb_try_duration'),
    health: { uri: find(/^\s*health_uri (\S+)$/m), everyMs: ms('health_interval'), timeoutMs: ms('health_timeout') },
    failMs: ms('fail_duration'),
    bufferBytes: Number(find(/^\s*request_buffers (\d+)MiB$/m)) * 2 ** 20,
    retryHeader: find(/^\s*lb_retry_match \{\s*header (\S+) \*\s*\}/m).toLowerCase(),
    retryAfter: find(/^\s*header Retry-After (\d+)$/m),
  }
}
