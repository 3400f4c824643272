import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { loadSecretKey } from './secret-key.ts'
import { createSecretBox } from './secrets.ts'

const oldKey = 'o'.repeat(64)
const newKey = 'n'.repeat(64)
const box = createSecretBox(oldKey)

test('what was sealed opens again in its own context, and looks different every time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(box.open(box.seal(text, 'channel:1:password'), 'channel:1:password')).toBe(text)
    }),
  )
  expect(box.seal('a', 'x')).not.toBe(box.seal('a', 'x'))
})

test('a sealed secret cannot be moved to another place or changed', () => {
  const sealed = box.seal('hunter2', 'channel:1:password')
  expect(sealed).not.toContain('hunter2')
  expect(() => box.open(sealed, 'channel:2:password')).toThrow('belongs to something else')
  const [version, keyId, content] = sealed.split('.')
  const bytes = Buffer.from(content!, 'base64url')
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes)
    changed[i]! ^= 1
    expect(() => box.open(`${version}.${keyId}.${changed.toString('base64url')}`, 'channel:1:password')).toThrow()
  }
  expect(() => box.open(`${version}.${keyId}.`, 'channel:1:password')).toThrow()
  expect(() => box.open('', 'channel:1:password')).toThrow()
})

test('after a change of keys the old one still opens and verifies, and nothing else does', () => {
  const sealed = box.seal('hunter2', 'x')
  const signature = box.sign('reply', 'data')
  const rotated = createSecretBox(newKey, [oldKey])
  expect(rotated.open(sealed, 'x')).toBe('hunter2')
  expect(rotated.verify('reply', 'data', signature)).toBe(true)
  expect(rotated.keyId).not.toBe(box.keyId)
  const lost = createSecretBox(newKey)
  expect(() => lost.open(sealed, 'x')).toThrow('another SECRET_KEY')
  expect(lost.verify('reply', 'data', signature)).toBe(false)
})

test('a signature holds for its purpose and its data only, whole or shortened to 80 bits', () => {
  const signature = box.sign('reply', 'data')
  expect(box.verify('reply', 'data', signature)).toBe(true)
  expect(box.verify('reply', 'data', signature.subarray(0, 10), 10)).toBe(true)
  expect(box.verify('reply', 'data', signature.subarray(0, 9), 9)).toBe(false)
  // Only its maker shortens it, never the sender.
  for (let length = 0; length < 32; length++) {
    expect(box.verify('reply', 'data', signature.subarray(0, length)), String(length)).toBe(false)
    if (length !== 10) expect(box.verify('reply', 'data', signature.subarray(0, length), 10)).toBe(false)
  }
  expect(box.verify('reply', 'data', signature, 10)).toBe(false)
  expect(box.verify('reply', 'data', new Uint8Array())).toBe(false)
  expect(box.verify('reply', 'data', Buffer.concat([signature, signature]))).toBe(false)
  expect(box.verify('other', 'data', signature)).toBe(false)
  expect(box.verify('reply', 'other', signature)).toBe(false)
})

const folder = mkdtempSync(join(tmpdir(), 'throughline-key-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the key is made once in the data folder, for its owner only, and stays', () => {
  const dataDir = join(folder, 'data')
  const key = loadSecretKey({ secretKey: null, dataDir })
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(dataDir, 'secret.key'), 'utf8')).toBe(`${key}\n`)
  expect(loadSecretKey({ secretKey: null, dataDir })).toBe(key)
  expect(loadSecretKey({ secretKey: 'k'.repeat(32), dataDir })).toBe('k'.repeat(32))
})

test('a key that others can read, or that is cut short, stops the start', () => {
  const file = join(folder, 'secret.key')
  writeFileSync(file, 'k'.repeat(64), { mode: 0o644 })
  chmodSync(file, 0o644)
  expect(() => loadSecretKey({ secretKey: null, dataDir: folder })).toThrow('chmod 600')
  writeFileSync(file, 'k')
  chmodSync(file, 0o600)
  expect(() => loadSecretKey({ secretKey: null, dataDir: folder })).toThrow('damaged')
})
