import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productVersion } from '../../src/lib/product-version.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { connectMail } from '../mail/connect-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'
import { makeNextVersion, type NextVersion } from './next-version.ts'
import { startCommand, type StartedCommand } from './start-command.ts'
import { startTraffic } from './steady-traffic.ts'

// Two nodes are replaced by nodes of the next version, whose schema is larger, while people write and are answered.

let database: TestDatabase
let sink: SmtpSink
let next: NextVersion
let dataDir: string
beforeAll(async () => {
  database = await createTestDatabase()
  sink = await startSmtpSink()
  next = await makeNextVersion()
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-rolling-'))
  await connectMail(database)
})
afterAll(async () => {
  await sink.close()
  await database.drop()
  next[Symbol.dispose]()
  await rm(dataDir, { recursive: true, force: true })
})

const start = (folder?: string): Promise<StartedCommand> =>
  startCommand({
    dataDir,
    ...(folder === undefined ? {} : { folder }),
    env: {
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '6',
      SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      DRAIN_NOTICE_SECONDS: '3',
    },
  })

async function rows<Row extends object>(sql: string): Promise<Row[]> {
  return (await database.pool.query<Row>(sql)).rows
}
const versionsThatRun = async (): Promise<string[]> =>
  (await rows<{ version: string }>('select version from nodes order by version')).map(({ version }) => version)
const schemaVersion = async (): Promise<number> =>
  (await rows<{ version: number }>('select max(version) as version from schema_migrations'))[0]!.version

test('nodes are replaced one after the other: no request fails, nothing is lost or doubled, the feed goes on', async () => {
  await using olderOne = await start()
  await using olderTwo = await start()
  const traffic = await startTraffic(olderOne)
  const stop = async (node: StartedCommand): Promise<void> => {
    node.child.kill('SIGTERM')
    expect(await node.ended).toBe(0)
    traffic.nodes.delete(node)
  }
  traffic.nodes.add(olderTwo)
  await traffic.untilAllMove(olderOne)
  await traffic.untilAllMove(olderTwo)

  await using newerOne = await start(next.folder)
  expect(await schemaVersion()).toBe(next.schemaVersion)
  expect(await versionsThatRun()).toEqual([productVersion, productVersion, next.version])
  await traffic.untilAllMove(olderOne)
  await traffic.untilAllMove(olderTwo)
  traffic.nodes.add(newerOne)
  await traffic.untilAllMove(newerOne)

  await stop(olderOne)
  await using startedAgain = await start()
  traffic.nodes.add(startedAgain)
  await traffic.untilAllMove(startedAgain)

  await stop(startedAgain)
  await using newerTwo = await start(next.folder)
  traffic.nodes.add(newerTwo)
  await stop(olderTwo)
  expect(await versionsThatRun()).toEqual([next.version, next.version])
  await traffic.untilAllMove(newerTwo)
  const { failures, taken, answered, told } = await traffic.end()
  expect(failures).toEqual([])

  const recorded = await rows<{ text: string }>("select trim(text, E' \\r\\n') as text from entries")
  const timesByMark = Map.groupBy(recorded, ({ text }) => text)
  expect([...taken, ...answered].filter((mark) => timesByMark.get(mark)?.length !== 1)).toEqual([])
  const timesMailed = (mark: string): number =>
    sink.mails.filter(({ raw }) => new RegExp(`^${mark}\\r?$`, 'm').test(raw)).length
  await expect.poll(() => [...answered].filter((mark) => timesMailed(mark) === 0), { timeout: 30_000 }).toEqual([])
  expect([...answered].filter((mark) => timesMailed(mark) > 1)).toEqual([])
  expect(await rows('select customer_id from entries group by 1 having min(seq) <> 1 or max(seq) <> count(*)')).toEqual(
    [],
  )
  const entryIds = (await rows<{ id: string }>('select id from entries')).map(({ id }) => id)
  expect(told.toSorted()).toEqual(entryIds.toSorted())
  for (const node of [olderOne, olderTwo, newerOne, startedAgain, newerTwo]) {
    expect(node.printed()).not.toMatch(/"level":"(error|fatal)"/)
  }
}, 600_000)
