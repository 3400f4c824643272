import { readFile, rename } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { portOf } from '../mail/ports.ts'
import { startCommand } from './start-command.ts'

const reports: string[] = []
let server: Server
beforeEach(async () => {
  server = createServer((request, response) => {
    const read = async (): Promise<void> => {
      reports.push(await text(request))
      response.end('{}')
    }
    void read()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

test('a built-in database that is gone for good ends the node, and is reported before', async () => {
  await using node = await startCommand({ env: { SENTRY_DSN: `http://key@127.0.0.1:${portOf(server)}/1` } })
  const cluster = join(node.dataDir, 'postgres/cluster')
  const pid = Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0])
  await rename(cluster, `${cluster}-away`)
  process.kill(pid, 'SIGKILL')
  expect(await node.ended).toBe(1)
  expect(reports.map((report) => /"level":"fatal".*?"formatted":"([^"]*)"/.exec(report)?.[1])).toContain(
    'the built-in database is gone',
  )
}, 120_000)
