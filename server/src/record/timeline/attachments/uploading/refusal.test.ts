import { expect, test } from 'vitest'
import { createReader } from '../../../../lib/settings.ts'
import { readUploadLimits } from '../../../../lib/upload-limits.ts'
import { refusalOf, staffRefusalOf, type Load, type Share } from './refusal.ts'

const mebibyte = 2 ** 20
const limits = readUploadLimits(
  createReader({
    UPLOADS_AT_ONCE_ADDRESS: '3',
    UPLOADS_AT_ONCE: '10',
    UPLOAD_MIB_ADDRESS: '10',
    UPLOAD_MIB_CHANNEL: '20',
    UPLOAD_MIB: '40',
  }),
)
const none: Share = { atOnce: 0, bytes: 0, hourBytes: 0 }
const load = (more: { [Scope in keyof Load]?: Partial<Share> }): Load => ({
  address: { ...none, ...more.address },
  channel: { ...none, ...more.channel },
  all: { ...none, ...more.all },
})

test.each<[string, Load, number, string | null]>([
  ['nothing is there', load({}), 10, null],
  ['its address has two on their way', load({ address: { atOnce: 2 } }), 1, null],
  ['its address has three on their way', load({ address: { atOnce: 3 } }), 1, 'too_many_requests'],
  ['its address has room for just that', load({ address: { bytes: 9 * mebibyte } }), 1, null],
  ['its address has less room than that', load({ address: { bytes: 9 * mebibyte + 1 } }), 1, 'too_many_requests'],
  ['its address sent much, within four times the room', load({ address: { hourBytes: 39 * mebibyte } }), 1, null],
  ['its address sent too much in an hour', load({ address: { hourBytes: 40 * mebibyte } }), 1, 'too_many_requests'],
  ['its channel has half of all on their way', load({ channel: { atOnce: 5 } }), 1, 'too_many_requests'],
  ['all together are on their way', load({ all: { atOnce: 10 } }), 1, 'too_many_requests'],
  ['its channel is full', load({ channel: { bytes: 20 * mebibyte } }), 1, 'insufficient_storage'],
  ['all is full', load({ all: { bytes: 40 * mebibyte } }), 1, 'insufficient_storage'],
])('when %s, an upload is answered accordingly', (_when, there, mebibytes, code) => {
  expect(refusalOf(there, mebibytes * mebibyte, limits)?.code ?? null).toBe(code)
})

test('staff have a share each, too', () => {
  expect(staffRefusalOf({ atOnce: 29, bytes: 0 }, mebibyte)).toBeNull()
  expect(staffRefusalOf({ atOnce: 30, bytes: 0 }, mebibyte)?.code).toBe('too_many_requests')
  expect(staffRefusalOf({ atOnce: 0, bytes: 2048 * mebibyte }, 1)?.code).toBe('too_many_files')
})

test('a refusal says which limit was reached: of an address, of a channel, or of all together', () => {
  const scopeOf = (there: Load) => refusalOf(there, mebibyte, limits)?.scope
  expect(scopeOf(load({ address: { atOnce: 3 }, all: { atOnce: 10 } }))).toBe('address')
  expect(scopeOf(load({ address: { bytes: 10 * mebibyte } }))).toBe('address')
  expect(scopeOf(load({ channel: { atOnce: 5 } }))).toBe('channel')
  expect(scopeOf(load({ channel: { bytes: 20 * mebibyte } }))).toBe('channel')
  expect(scopeOf(load({ all: { atOnce: 10 } }))).toBe('all')
  expect(scopeOf(load({ all: { bytes: 40 * mebibyte } }))).toBe('all')
})
