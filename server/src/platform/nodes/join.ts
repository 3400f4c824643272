import { nodeWords } from '@throughline/protocol/nodes/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Db } from '../db/db.ts'
import type { FileStore } from '../files/files.ts'
import { minuteMs, secondMs } from '../../lib/clock.ts'
import { messageOf } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import type { Logger } from '../../lib/logger.ts'
import { judge, type Reading } from './judge.ts'
import { markKey, readMark, writeMark } from './marks.ts'
import { beat, forgetNodes, prove, removeNode, type OtherNode, type OwnNode } from './queries.ts'

export interface Nodes {
  readonly id: string
  /** Whether other nodes run as well. */
  readonly hasPeers: () => boolean
  /** The ids of those that were seen a moment ago. */
  readonly present: () => readonly string[]
  /** What is wrong with the store as this node sees it, for operators. */
  problem(): Wording | null
  /** For anybody: why this node takes no work. Null: it does. */
  whyNotReady(): Wording | null
  /** Starts something now, or as soon as the node may work. */
  whenReady(start: () => Promise<void>): Promise<void>
  /** The node is gone for the others from now on. */
  leave(): Promise<void>
}

/** So that people who are shown as present on a node that was killed go within seconds. */
const beatEveryMs = 2 * secondMs
const proveEveryMs = minuteMs
/** A store that hangs must not hold up the start. */
const firstLookMs = 5 * secondMs
/** Nor may it hold up the end. */
const leavesWithinMs = 2 * secondMs

/** Takes its place among the nodes on this database, and proves, now and every minute, that it has their file store. */
export async function joinNodes(options: {
  db: Db
  files: FileStore
  logger: Logger
  node: { name: string; version: string; services: readonly string[] }
  /** How long the start waits for the store. */
  patienceMs?: number
}): Promise<Nodes> {
  const { db, files, logger, node, patienceMs = firstLookMs } = options
  const own: OwnNode = {
    ...node,
    services: [...node.services],
    id: newId(),
    mark: randomBytes(16).toString('hex'),
    isProven: false,
    problem: null,
  }
  let others: OtherNode[] = []
  let waitsFor: Wording | null = nodeWords.not_proven()
  let lookedAt = -Infinity
  let saidAt = -Infinity
  let isAway = false
  let looking: Promise<void> | null = null
  let leaving: Promise<void> | null = null
  const starts: (() => Promise<void>)[] = []

  async function sayHere(): Promise<void> {
    if (leaving) return
    const known = idsOf(others)
    others = await beat(db, own)
    const isDue = performance.now() - lookedAt >= proveEveryMs
    if (isDue || !own.isProven || own.problem !== null || idsOf(others) !== known) look()
  }

  function look(): void {
    looking ??= compare()
      .catch((error: unknown) => logger.warn({ err: error }, 'the marks of the nodes could not be compared'))
      .finally(() => (looking = null))
  }

  const lookedThrough = (): Promise<void> => looking ?? Promise.resolve()

  async function compare(): Promise<void> {
    lookedAt = performance.now()
    const unwritten = await writeMark(files, own).then(
      () => null,
      (error: unknown) => nodeWords.cannot_write({ node: own.name, reason: messageOf(error) }),
    )
    let seen = others
    let readings = await readAll(seen)
    if (readings.some(({ mark }) => mark === 'missing')) {
      // A node that left in the meantime has taken its mark along.
      seen = others = await beat(db, own)
      readings = await readAll(seen)
    }
    const judged = judge(own, readings)
    if (!own.isProven && judged.waitsFor === null) {
      const read = seen.filter(({ isProven }) => isProven).map(({ id }) => id)
      own.isProven = await prove(db, own.id, read)
      if (own.isProven) await startWaiting()
    } else if (!own.isProven) waitsFor = judged.waitsFor
    await say(judged.problem ?? unwritten)
    for (const id of await forgetNodes(db)) await files.remove(markKey(id)).catch(() => {})
  }

  const readAll = (nodes: readonly OtherNode[]): Promise<Reading[]> =>
    Promise.all(nodes.map(async (node) => ({ node, mark: await readMark(files, node) })))

  async function startWaiting(): Promise<void> {
    try {
      // While one begins, further ones may come.
      for (let start = starts.shift(); start && !leaving; start = starts.shift()) await start()
      waitsFor = null
    } catch (error) {
      waitsFor = nodeWords.could_not_begin()
      logger.fatal({ err: error }, 'this node shares the file store now, and could not begin its work')
    }
  }

  /** In the log when it begins, and once a minute while it lasts. */
  async function say(problem: Wording | null): Promise<void> {
    const isNew = problem?.sentence !== own.problem?.sentence
    own.problem = problem
    if (problem === null && isNew) logger.warn('All nodes share one file store again.')
    if (problem !== null && (isNew || performance.now() - saidAt >= minuteMs)) {
      saidAt = performance.now()
      logger.error(problem.sentence)
    }
    // What others and the desk read.
    if (isNew) await beat(db, own)
  }

  async function sayHereOrWarn(): Promise<void> {
    try {
      await sayHere()
      isAway = false
    } catch (error) {
      if (!isAway) logger.warn({ err: error }, 'this node could not say that it is there')
      isAway = true
    }
  }

  let beating: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  function beatLater(): void {
    timer = setTimeout(() => {
      void beatNow().finally(() => {
        if (!leaving) beatLater()
      })
    }, beatEveryMs)
  }
  /** One after the other, so that none is under way when the node has left. */
  function beatNow(): Promise<void> {
    beating = beating.then(sayHereOrWarn)
    return beating
  }

  async function leaveNow(): Promise<void> {
    clearTimeout(timer)
    await inTime(Promise.all([beating, lookedThrough()]))
    await removeNode(db, own.id).catch(() => {})
    await inTime(files.remove(markKey(own.id)).catch(() => {}))
  }

  const inTime = (work: Promise<unknown>): Promise<unknown> =>
    Promise.race([work, delay(leavesWithinMs, undefined, { ref: false })])

  const patience = delay(patienceMs, undefined, { ref: false })
  // The mark is there before the others can know of it, unless the store hangs.
  await Promise.race([writeMark(files, own).catch(() => {}), patience])
  await sayHere()
  await Promise.race([lookedThrough(), patience])
  beatLater()

  return {
    id: own.id,
    hasPeers: () => others.length > 0,
    present: () => (leaving ? [] : others.filter(({ isPresent }) => isPresent).map(({ id }) => id)),
    problem: () => own.problem,
    whyNotReady: () => waitsFor,
    async whenReady(start) {
      if (waitsFor === null) await start()
      else starts.push(start)
    },
    leave: () => (leaving ??= leaveNow()),
  }
}

const idsOf = (nodes: readonly OtherNode[]): string => nodes.map(({ id }) => id).join()
