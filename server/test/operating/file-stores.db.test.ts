import { connect } from 'node:net'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Node } from '@throughline/protocol/nodes/nodes.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkNodes } from '../../src/cli/doctor/nodes.ts'
import { readConfig } from '../../src/lib/config.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { freePort } from '../free-port.ts'
import { startSecondNode, type SecondNode } from '../security/second-node.ts'

// Two nodes on one database, each with a folder of its own.

const env = { SECRET_KEY: 'k'.repeat(64) }
let elder: TestApp
let newcomer: SecondNode
let folder: string
let smtpPort: number
beforeAll(async () => {
  elder = await startTestApp({ env })
  folder = await mkdtemp(join(tmpdir(), 'throughline-test-'))
  smtpPort = await freePort()
  newcomer = await startSecondNode(elder, {
    ...env,
    DATA_DIR: folder,
    SERVICES: 'web,worker',
    SMTP_PORT: String(smtpPort),
  })
})
afterAll(async () => {
  await newcomer.stop()
  await elder.stop()
  await rm(folder, { recursive: true, force: true })
})

async function readiness({ url }: { url: string }): Promise<{ status: number; files: string }> {
  const response = await fetch(`${url}/readyz`)
  const { checks } = (await response.json()) as { checks: { files: string } }
  return { status: response.status, files: checks.files }
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true))
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy())
  })

const nodes = async (): Promise<Node[]> => (await elder.api<{ items: Node[] }>('GET', '/nodes')).items

test('a node with another file store than those that run is not ready, says why, and takes no work', async () => {
  expect(await readiness(newcomer)).toEqual({
    status: 503,
    files: expect.stringMatching(/^This node does not have the file store of the nodes that run already/),
  })
  expect(newcomer.waitsFor).not.toBeNull()
  const refused = await fetch(`${newcomer.url}/api/v1/me`, { headers: { authorization: `Bearer ${elder.token}` } })
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('10')
  expect(await isOpen(smtpPort)).toBe(false)
  expect(await readiness(elder)).toEqual({ status: 200, files: 'ok' })
})

test('admins read which node it is, and so does the doctor with the settings of either', async () => {
  await expect.poll(async () => (await nodes()).map(({ takesWork }) => takesWork)).toEqual([true, false])
  expect((await nodes())[1]!.problem).toContain('has another file store than')
  for (const dataDir of [folder, elder.dataDir]) {
    const findings = await checkNodes(readConfig({ DATABASE_URL: elder.database.url, DATA_DIR: dataDir }))
    expect(findings.at(-1)).toMatchObject({ ok: false, sentence: expect.stringContaining('is not that of') })
  }
  const metrics = await (await fetch(`${newcomer.url}/metrics`)).text()
  expect(metrics).toContain('throughline_file_store_shared 0')
})

test('a node that starts with the store of those that work is ready, while the other one stays refused', async () => {
  await using third = await startSecondNode(elder, env)
  expect(third.waitsFor).toBeNull()
  expect((await readiness(third)).status).toBe(200)
  expect((await readiness(newcomer)).status).toBe(503)
})

test('once it has their store it takes up its work, without a restart', async () => {
  await rm(join(folder, 'files'), { recursive: true })
  await symlink(join(elder.dataDir, 'files'), join(folder, 'files'))
  await expect.poll(() => readiness(newcomer)).toEqual({ status: 200, files: 'ok' })
  expect(await isOpen(smtpPort)).toBe(true)
  await expect.poll(async () => (await nodes()).map(({ problem }) => problem)).toEqual([null, null])
})
