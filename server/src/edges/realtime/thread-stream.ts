import type { ServerMessage, Topic } from '@throughline/protocol/realtime/realtime.ts'
import { threadOf } from '../../people/customers/customers.ts'
import { runWhenBack } from '../../platform/db/run-again.ts'
import { oldestPosition, streamPosition, type RecordedEvent } from '../../platform/events/events.ts'
import { readCustomerStream, type FeedCursor } from '../../platform/events/feed.ts'
import type { Caller } from '../../platform/http/http.ts'
import type { RealtimeDeps } from './deps.ts'
import { issuesOfEntries } from './issues-of-entries.ts'
import type { FactsOfIssue } from './seen-by.ts'
import { threadMessages } from './thread-messages.ts'

const batchSize = 200

/** Who follows it, with their present rights. */
export interface ThreadReader {
  readonly caller: Caller | null
  readonly send: (message: ServerMessage, issue?: FactsOfIssue) => void
}

/**
 * One thread, from a cursor on. Events about a customer are recorded under that customer's lock, so their position is
 * their commit order and "everything after my cursor" misses nothing.
 *
 * A class, because thousands of idle ones are held at once: its functions are there once, not once for each.
 */
export class ThreadStream {
  readonly topic: Topic
  readonly #deps: RealtimeDeps
  readonly #reader: ThreadReader
  #canonicalId: string
  #memberIds: readonly string[] = noMembers
  #position = 0
  /** What is older was missed by the client, and says nothing about us. */
  #startedMs = Infinity
  /** Before that there is no position to read on from; whatever happens meanwhile is read by the first look. */
  #isStarted = false
  #isStopped = false
  #isPumping = false
  #isHinted = false

  constructor(deps: RealtimeDeps, topic: Topic, reader: ThreadReader) {
    this.#deps = deps
    this.topic = topic
    this.#reader = reader
    this.#canonicalId = topic.slice('thread:'.length)
  }

  async start(cursor: string | null): Promise<void> {
    const { db } = this.#deps
    const { canonicalId, memberIds } = await threadOf(db, this.#canonicalId)
    this.#canonicalId = canonicalId
    this.#memberIds = memberIds
    const newest = await streamPosition(db, this.#memberIds)
    const asked = cursor === null ? newest : Number(cursor)
    if (!Number.isSafeInteger(asked) || asked < 0 || asked > newest)
      return this.#reload('The cursor is not of this thread.')
    if (asked < newest && asked < (await oldestPosition(db)) - 1)
      return this.#reload('It was too long ago to tell what was missed.')
    this.#position = asked
    this.#isStarted = true
    this.#startedMs = this.#deps.clock.now().getTime()
    this.#reader.send({ type: 'subscribed', topic: this.topic, cursor: String(asked) })
    this.#pumpOn()
  }

  /** The record that stands for the customer; one that was merged is followed under its own id, too. */
  get canonicalId(): string {
    return this.#canonicalId
  }

  /** `of`: the event that it is about, where that is known. */
  hint(changedId: string, of?: FeedCursor): void {
    if (!this.#isStarted || this.#isStopped) return
    if (of && of.position <= this.#position) return
    if (changedId !== this.#canonicalId && !this.#memberIds.includes(changedId)) return
    this.#pumpOn()
  }

  #pumpOn(): void {
    this.#pump().catch((error: unknown) => {
      if (this.#isStopped) return
      this.#deps.logger.error({ err: error }, 'a thread could not be read on')
      this.#reload('The stream was interrupted.')
    })
  }

  stop(): void {
    this.#isStopped = true
  }

  /** Of the first of them, which has waited longest. */
  #noteDelay([first]: readonly RecordedEvent[]): void {
    const atMs = first!.at.getTime()
    if (atMs >= this.#startedMs) this.#deps.toldAfter(this.#deps.clock.now().getTime() - atMs)
  }

  #reload(reason: string): void {
    this.#isStopped = true
    this.#reader.send({ type: 'reload', topic: this.topic, reason })
  }

  /** One reader at a time; a hint that comes meanwhile makes it look once more. */
  async #pump(): Promise<void> {
    if (this.#isPumping) {
      this.#isHinted = true
      return
    }
    this.#isPumping = true
    try {
      do {
        this.#isHinted = false
        await runWhenBack(
          () => this.#readOn(),
          () => this.#isStopped,
        )
      } while (this.#isHinted && !this.#isStopped)
    } finally {
      this.#isPumping = false
    }
  }

  async #readOn(): Promise<void> {
    const thread = { topic: this.topic, canonicalId: this.#canonicalId, memberIds: this.#memberIds }
    for (;;) {
      const { caller } = this.#reader
      if (caller === null) return
      const began = this.#deps.tracing.began()
      const events = await readCustomerStream(this.#deps.db, this.#memberIds, this.#position, batchSize)
      if (this.#isStopped || events.length === 0) return
      if (events.some((event) => event.type === 'customer.merged' || event.type === 'customer.merge_undone')) {
        return this.#reload('The customer was merged, or a merge was undone.')
      }
      const issueOf = await issuesOfEntries(this.#deps.db, caller, events)
      for await (const message of threadMessages(this.#deps, { ...thread, caller }, events)) {
        if (this.#isStopped) continue
        this.#reader.send(message, issueOf(message))
        if (message.type === 'entry') this.#deps.tracing.note(message.entry.id, { name: 'push', began })
      }
      this.#position = events.at(-1)!.position
      this.#noteDelay(events)
      if (events.length < batchSize) return
    }
  }
}

const noMembers: readonly string[] = []
