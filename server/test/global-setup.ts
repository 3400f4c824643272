import { createServer, type Server } from 'node:net'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { messageOf } from '../src/lib/errors.ts'
import { isAlive, startTestCluster, type TestCluster } from './test-cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a test file asks for the run's database server; see `database.ts`. */
    testClusterSocket: string
  }
}

let folder: string
let server: Server
let cluster: Promise<TestCluster> | undefined

/**
 * One database server for the whole run, started when the first test asks for it: test files run in processes of
 * their own, so they ask over a socket. A run of pure tests never starts one.
 */
export async function setup(project: TestProject): Promise<void> {
  removeFoldersOfDeadRuns()
  folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`))
  const socket = join(folder, 'ask')
  server = createServer((asking) => {
    cluster ??= startTestCluster()
    cluster.then(
      ({ url, template, prefix }) => asking.end(JSON.stringify({ url, template, prefix })),
      (error: unknown) => asking.end(JSON.stringify({ problem: messageOf(error) })),
    )
    asking.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  project.provide('testClusterSocket', socket)
}

export async function teardown(): Promise<void> {
  server.close()
  rmSync(folder, { recursive: true, force: true })
  await (await cluster?.catch(() => undefined))?.stop()
}

const folderPrefix = 'throughline-run-'

function removeFoldersOfDeadRuns(): void {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(folderPrefix))) {
    const pid = Number(name.slice(folderPrefix.length).split('-')[0])
    if (!isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}
