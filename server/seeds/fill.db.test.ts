import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig, type Config } from '../src/lib/config.ts'
import { freePort } from '../test/free-port.ts'
import { tellEmpty } from './empty.ts'
import { fill } from './fill.ts'

let dir: string
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'throughline-fill-'))))
afterAll(() => rm(dir, { recursive: true }))

async function configOf(name: string): Promise<Config> {
  const [port, labPort] = [String(await freePort()), String(await freePort())]
  return readConfig({
    DATA_DIR: join(dir, name),
    LAB: 'on',
    LOG_LEVEL: 'silent',
    SMTP_PORT: port,
    LAB_SMTP_PORT: labPort,
  })
}

test('what is built for browsers meanwhile is in the folder when it is filled, as in a checkout that was never built', async () => {
  const config = await configOf('demo')
  await fill(config, tellEmpty, {
    async meanwhile(dataDir) {
      await mkdir(join(dataDir, 'cache'))
      await writeFile(join(dataDir, 'cache', 'desk'), 'built')
    },
  })
  expect(['cache/desk', 'postgres'].filter((name) => existsSync(join(config.dataDir, name)))).toEqual([
    'cache/desk',
    'postgres',
  ])
  expect(existsSync(`${config.dataDir}.being-filled`)).toBe(false)
})

test('a story that is not told to its end leaves nothing that looks finished', async () => {
  const config = await configOf('stopped')
  const stopped = fill(config, () => Promise.reject(new Error('the power went')))
  await expect(stopped).rejects.toThrow('the power went')
  expect(existsSync(config.dataDir)).toBe(false)
})
