import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { ensureBuilt } from '../server/test/built.ts'

const dist = join(import.meta.dirname, '../widget/dist')
beforeAll(ensureBuilt, 120_000)

const kib = (...files: string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).byteLength, 0) / 1024

test('the loader is at most 3 KiB, and the whole chat at most 30 KiB, as they travel', () => {
  const assets = readdirSync(join(dist, 'assets')).filter((name) => /\.(js|css)$/.test(name))
  const languages = assets.filter((name) => /^[a-z]{2}-/.test(name))
  const frame = assets.filter((name) => !languages.includes(name))
  expect(languages).toHaveLength(10)
  expect(frame.map((name) => name.replace(/-.*\./, '.')).toSorted()).toEqual(['frame.css', 'frame.js'])
  const largestLanguage = languages.toSorted((a, b) => kib(`assets/${b}`) - kib(`assets/${a}`))[0]!
  expect(kib('widget.js')).toBeLessThanOrEqual(3)
  const whole = ['widget.js', 'frame.html', `assets/${largestLanguage}`, ...frame.map((name) => `assets/${name}`)]
  expect(kib(...whole)).toBeLessThanOrEqual(30)
})
