/** What an OpenPGP message (RFC 9580) says without a key: to which keys it is encrypted. */

const armourBegin = /^-----BEGIN PGP MESSAGE-----[ \t]*$/m
const armourEnd = /^-----END PGP MESSAGE-----/m
const maxKeys = 20
/** Keys come first, in a few hundred bytes each. */
const maxArmourChars = 64 * 1024

/** The armoured message in a text; null when there is none. */
export function pgpMessageIn(text: string): string | null {
  const begin = armourBegin.exec(text)
  if (!begin) return null
  const rest = text.slice(begin.index + begin[0].length)
  const end = armourEnd.exec(rest)
  return rest.slice(0, Math.min(end?.index ?? rest.length, maxArmourChars))
}

/** The ids of the keys, in hexadecimal; none where the sender hides them. */
export function pgpKeysOf(armoured: string): string[] {
  const blank = /\n[ \t\r]*\n/.exec(armoured)
  const base64 = armoured
    .slice(blank ? blank.index : 0)
    .split('\n')
    .filter((line) => !line.startsWith('=') && !line.includes(':'))
    .join('')
  const bytes = Buffer.from(base64, 'base64')
  const keys = new Set<string>()
  for (let at = 0; at < bytes.length && keys.size < maxKeys;) {
    const packet = packetAt(bytes, at)
    if (packet === null || packet.tag !== publicKeyEncryptedSessionKey) break
    const version = bytes[packet.start]
    const id =
      version === 3
        ? bytes.subarray(packet.start + 1, packet.start + 9)
        : bytes.subarray(packet.start + 3, packet.start + 3 + 20)
    if (id.length >= 8 && id.some((byte) => byte !== 0)) keys.add(id.toString('hex').toUpperCase())
    at = packet.end
  }
  return [...keys]
}

const publicKeyEncryptedSessionKey = 1

function packetAt(bytes: Buffer, at: number): { tag: number; start: number; end: number } | null {
  const first = bytes[at]!
  if ((first & 0x80) === 0) return null
  const isNew = (first & 0x40) !== 0
  const tag = isNew ? first & 0x3f : (first >> 2) & 0x0f
  const lengthType = isNew ? newLengthType(bytes[at + 1]) : first & 3
  const width = isNew ? [1, 2, 5][lengthType] : [1, 2, 4][lengthType]
  if (width === undefined || at + 1 + width > bytes.length) return null
  const start = at + 1 + width
  const length = isNew
    ? lengthType === 0
      ? bytes[at + 1]!
      : lengthType === 1
        ? ((bytes[at + 1]! - 192) << 8) + bytes[at + 2]! + 192
        : bytes.readUInt32BE(at + 2)
    : bytes.readUIntBE(at + 1, width)
  return { tag, start, end: start + length }
}

/** 0, 1 and 2 are lengths of one, two and five bytes; 3 is a partial one, which keys do not have. */
function newLengthType(byte: number | undefined): number {
  if (byte === undefined || (byte >= 224 && byte < 255)) return 3
  return byte < 192 ? 0 : byte < 224 ? 1 : 2
}
