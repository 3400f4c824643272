import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  type BinaryLike,
} from 'node:crypto'

/**
 * Secrets at rest and signatures, all from one key. Every use has a key of its own, derived by name, so that what is
 * made for one purpose means nothing for another.
 */
export interface SecretBox {
  /** Which key this is, without telling it: to notice that the key was lost or changed. */
  readonly keyId: string
  /** This key and the previous ones. */
  readonly keyIds: readonly string[]
  /** Encrypts and authenticates. `context` says what it is (`channel:<id>:password`) and must be given to open it. */
  seal(plaintext: string, context: string): string
  /** Throws when it was changed, belongs to another context, or was sealed with a key that is not here. */
  open(sealed: string, context: string): string
  /** An HMAC-SHA-256 of the data, for this purpose only. */
  sign(purpose: string, data: BinaryLike): Buffer
  /**
   * Takes the same time whatever differs. The whole signature must be given, unless its maker shortened it to so many
   * bytes, at least ten: how long it is, is never for the sender to choose.
   */
  verify(purpose: string, data: BinaryLike, signature: Uint8Array, lengthBytes?: number): boolean
  /** A key for a library that wants one of its own. */
  deriveKey(purpose: string): Buffer
}

interface Key {
  id: string
  derive(purpose: string): Buffer
}

/** `previous` keys still open and verify what they made; only the first one makes anything new. */
export function createSecretBox(secretKey: string, previous: readonly string[] = []): SecretBox {
  const key = keyOf(secretKey)
  const keys = [key, ...previous.map(keyOf)]
  return {
    keyId: key.id,
    keyIds: keys.map(({ id }) => id),
    seal(plaintext, context) {
      // 96 random bits: safe for far more secrets than anybody stores.
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key.derive('seal'), nonce).setAAD(Buffer.from(context))
      const parts = [nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return `${version}.${key.id}.${Buffer.concat(parts).toString('base64url')}`
    },
    open(sealed, context) {
      const [format, keyId, content = ''] = sealed.split('.')
      const opener = keys.find(({ id }) => id === keyId)
      if (format !== version || !opener) {
        throw new Error(`The secret ${context} was sealed with another SECRET_KEY (${keyId}). Enter it again.`)
      }
      const bytes = Buffer.from(content, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', opener.derive('seal'), bytes.subarray(0, 12))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-16))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
      } catch (error) {
        throw new Error(`The secret ${context} was changed, or belongs to something else.`, { cause: error })
      }
    },
    sign: (purpose, data) => sign(key, purpose, data),
    verify: (purpose, data, signature, lengthBytes = wholeBytes) =>
      lengthBytes >= shortestBytes &&
      signature.length === lengthBytes &&
      keys.some((signer) => timingSafeEqual(sign(signer, purpose, data).subarray(0, signature.length), signature)),
    deriveKey: (purpose) => Buffer.from(key.derive(`key:${purpose}`)),
  }
}

const version = 'v1'
const wholeBytes = 32
const shortestBytes = 10

function sign(signer: Key, purpose: string, data: BinaryLike): Buffer {
  return createHmac('sha256', signer.derive(`sign:${purpose}`))
    .update(data)
    .digest()
}

function keyOf(secretKey: string): Key {
  const derived = new Map<string, Buffer>()
  const derive = (purpose: string): Buffer => {
    const known = derived.get(purpose)
    if (known) return known
    const made = Buffer.from(hkdfSync('sha256', secretKey, 'throughline', purpose, 32))
    derived.set(purpose, made)
    return made
  }
  return { id: derive('id').toString('hex', 0, 4), derive }
}
