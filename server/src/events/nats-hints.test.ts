import { spawn, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { freePort } from '../../test/free-port.ts'
import { newId } from '../lib/ids.ts'
import { silentLogger } from '../lib/logger.ts'
import { createSecretBox } from '../lib/secrets.ts'
import type { Hint } from './hints.ts'
import { natsHints } from './nats-hints.ts'

const secrets = createSecretBox('k'.repeat(64))

// Wants a real NATS server; CI installs one.
const isInstalled = spawnSync('nats-server', ['--version']).status === 0

test.runIf(isInstalled)('what one node hints, every node hears once, itself at once', async () => {
  const port = await freePort()
  const server = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  try {
    const url = `nats://127.0.0.1:${port}`
    await expect
      .poll(() =>
        natsHints(url, silentLogger, secrets)
          .then((hints) => hints.close())
          .then(
            () => true,
            () => false,
          ),
      )
      .toBe(true)
    const [one, other] = [await natsHints(url, silentLogger, secrets), await natsHints(url, silentLogger, secrets)]
    const heard: { by: string; hint: Hint }[] = []
    one.subscribe((hint) => heard.push({ by: 'one', hint }))
    other.subscribe((hint) => heard.push({ by: 'other', hint }))
    const hint = { customerId: newId(), issueIds: [newId()] }
    // Until the server knows of the other's subscription, it has nobody to tell.
    await expect
      .poll(() => {
        one.publish(hint)
        return heard.some(({ by }) => by === 'other')
      })
      .toBe(true)
    heard.length = 0
    one.publish(hint)
    expect(heard).toEqual([{ by: 'one', hint }])
    await expect.poll(() => heard).toContainEqual({ by: 'other', hint })
    await Promise.all([one.close(), other.close()])
  } finally {
    server.kill()
  }
})

test('a wrong address stops the start with a sentence that names the setting', async () => {
  await expect(natsHints(`nats://127.0.0.1:${await freePort()}`, silentLogger, secrets)).rejects.toThrow(
    /^NATS_URL does not lead/,
  )
})
