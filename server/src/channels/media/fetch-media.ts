import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { channelWords } from '@throughline/protocol/channels/words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import { minuteMs, secondMs, type Clock } from '../../lib/clock.ts'
import { AppError, quotedUnlessOurs, wordingOf } from '../../lib/errors.ts'
import type { Logger } from '../../lib/logger.ts'
import type { UploadLimits } from '../../lib/upload-limits.ts'
import type { Db } from '../../platform/db/db.ts'
import { contentKey, type FileStore } from '../../platform/files/files.ts'
import {
  attachmentById,
  channelOfFetch,
  fetchFailed,
  fileArrived,
  giveBackFetch,
  sniffMediaType,
  stillFetching,
  takeUpFetch,
  type FetchRow,
  type QueueDeps,
  type Try,
} from '../../record/timeline/timeline.ts'
import type { ChannelStore } from '../configuring/channel-store.ts'
import type { ContextOf } from '../context.ts'
import { ChannelError, type MediaToFetch } from '../contract.ts'
import type { Lanes } from '../outbound/lanes.ts'
import { discard, inTime, limitMedia, tooLarge } from './limit-media.ts'
import { nextTryAt } from './next-try.ts'

export interface MediaDeps extends QueueDeps {
  db: Db
  clock: Clock
  logger: Logger
  files: FileStore
  store: ChannelStore
  contextOf: ContextOf
  uploadLimits: UploadLimits
  mediaLanes: Lanes
  changed(customerId: string, issueIds: string[]): void
}

/** A worker that gives no sign of life for this long is gone, and another one takes over. */
const takenForMs = minuteMs
const signEveryMs = 10 * secondMs
/** Some providers are asked where a file is before it is asked for. */
const callsPerFile = 3
/** How soon a node that stops gives back what it fetches. */
const lookEveryMs = secondMs

/**
 * Fetches one file of a message from its provider, by its adapter, and keeps it: bytes go to the disk as they come. Runs as
 * a job, perhaps more than once and on several nodes: who takes up the row does it, and keeps it by signs of life. What has
 * arrived before a crash is fetched again, and kept under the same name.
 */
export async function fetchMedia(deps: MediaDeps, attachmentId: string): Promise<void> {
  const channelId = await channelOfFetch(deps.db, attachmentId)
  if (channelId !== null) await deps.mediaLanes.run(channelId, attachmentId, (id) => fetchNow(deps, id))
}

async function fetchNow(deps: MediaDeps, id: string): Promise<void> {
  const { db, jobs } = deps
  if (jobs.isStopping()) return
  const attempt: Try = { id, by: randomUUID() }
  const row = await takeUpFetch(db, attempt, takenForMs)
  if (row === null) return
  using held = hold(deps, attempt)
  try {
    await receive(deps, row, attempt, held.signal)
    if (row.tries > 1) deps.logger.info({ attachment: id, tries: row.tries }, 'a file was fetched after all')
  } catch (error) {
    const { reason }: { reason: unknown } = held.signal
    if (reason === takenOver) return
    if (reason === stopping) return giveBackFetch(db, attempt)
    await fail(deps, row, attempt, error)
  }
}

const takenOver = Symbol('taken over')
const stopping = Symbol('stopping')

/** Signs of life while a try is under way; aborts it when it is not ours any more, or the node stops. */
function hold({ db, jobs }: MediaDeps, attempt: Try): { signal: AbortSignal } & Disposable {
  const ending = new AbortController()
  let signedMs = performance.now()
  let isSigning = false
  async function sign(): Promise<void> {
    isSigning = true
    const askedMs = performance.now()
    // A database that is away: another worker may take over once the time is up, and not before.
    const isOurs = await stillFetching(db, attempt, takenForMs).catch(() => null)
    isSigning = false
    if (isOurs === false) ending.abort(takenOver)
    if (isOurs === true) signedMs = askedMs
  }
  const timer = setInterval(() => {
    const silentMs = performance.now() - signedMs
    if (jobs.isStopping()) ending.abort(stopping)
    else if (silentMs > takenForMs - signEveryMs) ending.abort(takenOver)
    else if (silentMs > signEveryMs && !isSigning) void sign()
  }, lookEveryMs)
  return {
    signal: ending.signal,
    [Symbol.dispose]() {
      clearInterval(timer)
      ending.abort(takenOver)
    },
  }
}

async function receive(deps: MediaDeps, row: FetchRow, attempt: Try, signal: AbortSignal): Promise<void> {
  const { db, files, uploadLimits } = deps
  const { fetchedBytes: maxBytes, freeDiskBytes, idleMs } = uploadLimits
  const channel = await deps.store.find(row.channel_id)
  if (!channel?.enabled) throw new ChannelError('permanent', 'channel_off', channelWords.off_or_gone())
  const { adapter } = channel
  if (!adapter.fetchMedia) throw new ChannelError('permanent', 'no_media', channelWords.media_not_of_channel())
  if ((row.size_bytes ?? 0) > maxBytes) throw tooLarge(maxBytes)
  if ((await files.freeBytes()) - (row.size_bytes ?? maxBytes) < freeDiskBytes) {
    throw new AppError('insufficient_storage', channelWords.media_no_room())
  }
  const media = await mediaOf(db, row)
  const asked = adapter.fetchMedia(media, deps.contextOf(channel))
  const fetched = await inTime(asked, callsPerFile * idleMs, signal).catch((error: unknown) => {
    // It may still answer, with a connection that nobody would end.
    asked.then(({ body }) => discard(body, body[Symbol.asyncIterator]())).catch(() => {})
    throw error
  })
  const arrived = await files.receive(
    Readable.from(limitMedia(fetched.body, { maxBytes, idleMs, signal }), { objectMode: false }),
  )
  const storageKey = contentKey(arrived.sha256)
  try {
    signal.throwIfAborted()
    await arrived.keep(storageKey)
  } catch (error) {
    await arrived.drop()
    throw error
  }
  const { sizeBytes, sha256 } = arrived
  await fileArrived(deps, attempt, { mediaType: await sniffMediaType(arrived.head), sizeBytes, sha256, storageKey })
}

/** As the adapter named it. */
async function mediaOf(db: Db, row: FetchRow): Promise<MediaToFetch> {
  const file = await attachmentById(db, row.attachment_id)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was made of this when the message came
  const reference = JSON.parse(row.reference) as MediaToFetch['reference']
  return { name: file?.name ?? '', declaredType: file?.declared_type ?? '', sizeBytes: row.size_bytes, reference }
}

async function fail(deps: MediaDeps, row: FetchRow, attempt: Try, error: unknown): Promise<void> {
  const now = deps.clock.now()
  const askedMs = error instanceof ChannelError ? error.retryAfterMs : null
  const failed = { tries: row.tries, since: row.trying_since ?? now, now, askedMs }
  const next = isFinal(error) ? null : nextTryAt(failed, Math.random)
  const isGivenUp = next === null && !isFinal(error)
  const said = problemOf(error)
  const problem = isGivenUp ? joinWordings(said, channelWords.media_tried_for_a_day()) : said
  if (row.tries === 1 || next === null) {
    const file = { attachment: row.attachment_id, channel: row.channel_id, nextTryAt: next }
    deps.logger.warn({ err: error, ...file }, 'a file of a message could not be fetched')
  }
  const pauseMs = next && next.getTime() - now.getTime()
  await fetchFailed(deps, attempt, { problem, before: row.problem, pauseMs })
}

/** What the same request would not change. */
function isFinal(error: unknown): boolean {
  if (error instanceof ChannelError) return error.kind !== 'retryable'
  return error instanceof AppError && (error.code === 'unsafe_address' || error.code === 'too_large')
}

const problemOf = (error: unknown): Wording =>
  error instanceof ChannelError ? quotedUnlessOurs(error.wording) : wordingOf(error)
