import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../../test/free-port.ts'
import { readConfig } from '../../lib/config.ts'
import { checkNats } from './nats.ts'

const isInstalled = spawnSync('nats-server', ['--version']).status === 0
const find = (url: string) => checkNats(readConfig({ NATS_URL: url }))

test('without NATS there is nothing to say', async () => {
  expect(await checkNats(readConfig({}))).toEqual([])
})

test('a server of NATS that does not answer is reported, without its password', async () => {
  const host = `127.0.0.1:${await freePort()}`
  const [finding] = await find(`nats://node:s3cret@${host}`)
  expect(finding).toMatchObject({ ok: false, sentence: expect.stringContaining(`${host} cannot be used`) })
  expect(JSON.stringify(finding)).not.toContain('s3cret')
})

test.skipIf(!isInstalled)(
  'a server of NATS that answers is fine, and one that wants another password is not',
  async () => {
    const host = await startNats(['--user', 'node', '--pass', 's3cret/@'])
    expect(await find(`nats://node:s3cret%2F%40@${host}`)).toEqual([
      { name: 'NATS', ok: true, sentence: `${host} answers.` },
    ])
    expect(await find(`nats://node:wrong@${host}`)).toMatchObject([{ ok: false }])
    expect(await find(`nats://${host}`)).toMatchObject([{ ok: false }])
  },
)

test.skipIf(!isInstalled)('a user without a password is a token, as in all programs of NATS', async () => {
  const host = await startNats(['--auth', 'a-token'])
  expect(await find(`nats://a-token@${host}`)).toMatchObject([{ ok: true }])
})

test.skipIf(!isInstalled)('a server of NATS without encryption is not used where tls:// asks for it', async () => {
  const host = await startNats([])
  expect(await find(`nats://${host}`)).toMatchObject([{ ok: true }])
  expect(await find(`tls://${host}`)).toMatchObject([{ ok: false, sentence: expect.stringContaining('tls') }])
})

test.skipIf(!isInstalled)('a server of NATS is reached by WebSocket', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-nats-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const port = await freePort()
  const file = join(folder, 'nats.conf')
  writeFileSync(file, `websocket { host: "127.0.0.1", port: ${port}, no_tls: true }`)
  await startNats(['-c', file])
  expect(await find(`ws://127.0.0.1:${port}`)).toMatchObject([{ ok: true }])
})

async function startNats(more: string[]): Promise<string> {
  const port = await freePort()
  const child = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port), ...more], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(async () => {
    const gone = once(child, 'exit')
    child.kill()
    await gone
  })
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => chunk.includes('Server is ready') && resolve())
    child.once('exit', () => reject(new Error('nats-server did not start')))
  })
  return `127.0.0.1:${port}`
}
