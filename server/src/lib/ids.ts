import { randomFillSync } from 'node:crypto'

/**
 * UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then a counter and random bits, so that ids made by one
 * process sort by creation and new rows land on the right edge of their index.
 */
export function newId(nowMs: number = Date.now()): string {
  // The 12 bits after the version are a counter within the millisecond; when it overflows, borrow from the future.
  if (nowMs > lastMs) {
    lastMs = nowMs
    counter = 0
  } else if (++counter > 0xfff) {
    lastMs++
    counter = 0
  }
  if (poolOffset + 8 > pool.length) {
    randomFillSync(pool)
    poolOffset = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const variant = ((pool[poolOffset]! & 0x3f) | 0x80).toString(16)
  const tail = pool.toString('hex', poolOffset + 1, poolOffset + 8)
  poolOffset += 8
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${tail.slice(0, 2)}-${tail.slice(2)}`
}

let lastMs = 0
let counter = 0
// Random bytes are drawn in bulk: one system call for 512 ids.
const pool = Buffer.alloc(4096)
let poolOffset = pool.length

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isId(value: string): boolean {
  return uuidPattern.test(value)
}
