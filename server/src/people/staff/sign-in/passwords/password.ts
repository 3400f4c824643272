import { randomBytes, timingSafeEqual } from 'node:crypto'
import { deriveApart, type HashCost } from './hash-workers.ts'

export type { HashCost } from './hash-workers.ts'

/** The work of one guess: 32 MiB and about a fifth of a second, as OWASP advises for scrypt. */
const owedCost: HashCost = { N: 2 ** 15, r: 8, p: 3 }

/**
 * `scrypt$N$r$p$salt$hash`: with its cost, so that it can be raised later without a break. No setting lowers the cost:
 * only tests pass another one.
 */
export async function hashPassword(password: string, cost: HashCost = owedCost): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [scheme, n, r, p, salt = '', key = ''] = hash.split('$')
  const expected = Buffer.from(key, 'base64url')
  if (scheme !== 'scrypt' || expected.length !== keyBytes) return false
  const found = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(n), r: Number(r), p: Number(p) })
  return timingSafeEqual(found, expected)
}

const keyBytes = 32

async function derive(password: string, salt: Uint8Array, hashCost: HashCost): Promise<Buffer> {
  // The same letters can be typed in two ways (é, e + ´).
  return Buffer.from(await deriveApart({ password: password.normalize('NFKC'), salt, keyBytes, cost: hashCost }))
}
