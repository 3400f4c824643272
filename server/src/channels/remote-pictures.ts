import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import { hash } from 'node:crypto'
import { AppError } from '../lib/errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { AddressRules } from '../lib/safe-address.ts'
import { safeFetch } from '../lib/safe-fetch.ts'
import { sniffMediaType } from '../record/timeline/timeline.ts'

/** A picture of somebody else's server, as it may be shown. */
export interface RemotePicture {
  mediaType: string
  content: Buffer
}

export interface RemotePictures {
  /** `entryId` keeps what one mail asked for apart from every other mail. */
  fetch(entryId: string, url: string): Promise<RemotePicture>
}

/** What browsers show and do not run. */
const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])
const maxBytes = 10 * 1024 * 1024
const timeoutMs = 10_000
/** Of this node: the sender learns of one look, not of each. */
const cacheBytes = 64 * 1024 * 1024
const keptMs = 24 * 3600_000
/** A server that is away, or gives no picture, is not asked again at once. */
const failureKeptMs = 5 * 60_000
const maxFailures = 5000
/** At one time: a mail of a thousand pictures, or many such mails, must not take every connection. */
const maxAtOnce = 16
const maxWaiting = 500

export function pictureKey(url: string): string {
  return hash('sha256', url, 'base64url')
}

/**
 * Fetches what a mail shows, through the guard on outbound calls. Owns what is asked of the other side: no cookie, no
 * referrer, no address of a reader, nothing but the picture's own address. Refuses what is no picture, whatever it calls
 * itself, and everything inside our own network.
 */
export function createRemotePictures(deps: { clock: Clock; addressRules: AddressRules }): RemotePictures {
  const kept = new Map<string, { picture: RemotePicture; untilMs: number }>()
  const failed = new Map<string, number>()
  const underWay = new Map<string, Promise<RemotePicture>>()
  const waiting: (() => void)[] = []
  let bytes = 0
  let running = 0

  async function turn(): Promise<void> {
    if (running < maxAtOnce) {
      running++
      return
    }
    if (waiting.length >= maxWaiting) throw notThere()
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  /** The place goes to who waits longest. */
  function leave(): void {
    const next = waiting.shift()
    if (next) next()
    else running--
  }

  function drop(key: string): void {
    bytes -= kept.get(key)?.picture.content.length ?? 0
    kept.delete(key)
  }

  function keep(key: string, picture: RemotePicture): void {
    drop(key)
    kept.set(key, { picture, untilMs: deps.clock.now().getTime() + keptMs })
    bytes += picture.content.length
    for (const oldest of kept.keys()) {
      if (bytes <= cacheBytes) break
      drop(oldest)
    }
  }

  async function ask(key: string, url: string): Promise<RemotePicture> {
    await turn()
    try {
      const picture = await pictureAt(url, deps.addressRules)
      keep(key, picture)
      return picture
    } catch (error) {
      if (failed.size >= maxFailures) failed.clear()
      failed.set(key, deps.clock.now().getTime() + failureKeptMs)
      throw error
    } finally {
      leave()
    }
  }

  return {
    fetch(entryId, url) {
      const key = `${entryId} ${url}`
      const nowMs = deps.clock.now().getTime()
      const found = kept.get(key)
      if (found && found.untilMs > nowMs) return Promise.resolve(found.picture)
      if ((failed.get(key) ?? 0) > nowMs) return Promise.reject(notThere())
      const asked = underWay.get(key) ?? ask(key, url).finally(() => underWay.delete(key))
      underWay.set(key, asked)
      return asked
    },
  }
}

async function pictureAt(url: string, addressRules: AddressRules): Promise<RemotePicture> {
  const { status, body } = await safeFetch(url, {
    ...addressRules,
    headers: { accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif' },
    maxBytes,
    timeoutMs,
  }).catch((error: unknown) => {
    // Why it failed would tell what there is on our own network.
    throw error instanceof AppError ? notThere() : error
  })
  const mediaType = await sniffMediaType(body)
  if (status !== 200 || !pictureTypes.has(mediaType)) throw notThere()
  return { mediaType, content: body }
}

function notThere(): AppError {
  return new AppError('not_found', timelineWords.no_such_picture())
}
