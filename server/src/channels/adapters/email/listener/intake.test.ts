import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createIntake } from './intake.ts'

const mebibyte = 2 ** 20
const block = Buffer.alloc(mebibyte, 'x')

function mail() {
  const stream = Object.assign(new PassThrough(), { sizeExceeded: false, byteLength: 0 })
  async function write(mebibytes: number): Promise<void> {
    for (let count = 0; count < mebibytes; count++) {
      await new Promise<void>((resolve) => stream.write(block, () => resolve()))
    }
  }
  return { stream, write }
}

test('a hundred stalled large mails use no more than the memory for large ones, and one network not all of it', async () => {
  const intake = createIntake({ maxBufferedBytes: 256 * mebibyte })
  const mails = Array.from({ length: 100 }, mail)
  const taken = mails.map(({ stream }) => intake(stream, '192.0.2.1'))
  await Promise.all(mails.map(({ write }) => write(24)))
  // Meanwhile, from another network.
  const other = mail()
  const fromElsewhere = intake(other.stream, '192.0.2.2')
  await other.write(24)
  other.stream.end()
  expect((await fromElsewhere).body?.byteLength).toBe(24 * mebibyte)
  ;(await fromElsewhere).release()

  for (const { stream } of mails) stream.end()
  const bodies = await Promise.all(taken)
  const held = bodies.reduce((sum, { body }) => sum + (body?.byteLength ?? 0), 0)
  expect(held).toBeLessThanOrEqual(192 * mebibyte)
  expect(held).toBeGreaterThan(0)
  for (const body of bodies) body.release()

  // All of it is free again.
  const later = Array.from({ length: 8 }, mail)
  const again = later.map(({ stream }) => intake(stream, '192.0.2.1'))
  for (const { write, stream } of later) {
    await write(24)
    stream.end()
  }
  expect((await Promise.all(again)).every(({ body }) => body !== null)).toBe(true)
})
