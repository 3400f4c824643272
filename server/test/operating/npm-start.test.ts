import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureBuilt } from '../built.ts'
import { freePort } from '../free-port.ts'

const root = join(import.meta.dirname, '../../..')

const calls: [call: string, program: string, args: string[]][] = [
  ['npm start', 'npm', ['start']],
  ['npx throughline start', 'npx', ['throughline', 'start']],
]

test.each(calls)(
  'SIGTERM to %s ends the server and its database',
  { timeout: 120_000 },
  async (_call, program, args) => {
    await ensureBuilt()
    const dataDir = mkdtempSync(join(tmpdir(), 'throughline-npm-start-'))
    const port = await freePort()
    const npm = spawn(program, args, {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        DATA_DIR: dataDir,
        PORT: String(port),
        SMTP_PORT: '0',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      let said = ''
      for await (const chunk of npm.stdout) {
        said += String(chunk)
        if (said.includes('is ready at')) break
      }
      const ended = once(npm, 'exit')
      npm.kill('SIGTERM')
      await ended
      const isGone = async (): Promise<boolean> =>
        fetch(`http://127.0.0.1:${port}/healthz`).then(
          () => false,
          () => true,
        )
      await expect.poll(isGone, { timeout: 20_000 }).toBe(true)
      await expect
        .poll(() => existsSync(join(dataDir, 'postgres/cluster/postmaster.pid')), { timeout: 20_000 })
        .toBe(false)
    } finally {
      npm.kill('SIGKILL')
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
)

test('the command line is executable as it comes, so that npx has no mode to change', () => {
  expect(statSync(join(root, 'bin/throughline.mjs')).mode & 0o111).toBe(0o111)
})
