import { BaseBlock, fromBER, ObjectIdentifier } from 'asn1js'

/** What a CMS message (S/MIME, RFC 8551) holds, as far as it can be said without a key. */
export type CmsContent =
  | { kind: 'signed'; content: Buffer }
  /** `keys`: whose key opens it, as the mail names them. */
  | { kind: 'encrypted'; keys: string[] }

const signedData = '1.2.840.113549.1.7.2'
const envelopedData = '1.2.840.113549.1.7.3'
const authEnvelopedData = '1.2.840.113549.1.9.16.1.23'
const commonName = '2.5.4.3'

/** Programs that write while they read cut the content into pieces of a kilobyte or so. */
const limits = {
  maxDepth: 60,
  maxNodes: 120_000,
  maxContentLength: 110 * 1024 * 1024,
  copyInput: false,
  parseEmbedded: false,
}
const maxKeys = 20

/** Null for what is no CMS, is cut off, or is beyond the limits. */
export function readCms(bytes: Uint8Array): CmsContent | null {
  try {
    const { offset, result } = fromBER(bytes, limits)
    if (offset < 0) return null
    const [type, wrapped] = childrenOf(result)
    const inner = childrenOf(wrapped)[0]
    const oid = oidOf(type)
    if (oid === signedData) {
      // SignedData: version, algorithms, [type, [0] content], …
      const content = childrenOf(childrenOf(inner)[2])[1]
      const octets = content === undefined ? null : octetsOf(childrenOf(content)[0])
      return octets === null ? null : { kind: 'signed', content: octets }
    }
    if (oid !== envelopedData && oid !== authEnvelopedData) return null
    const recipients = childrenOf(inner).find((block) => block.idBlock.tagClass === 1 && block.idBlock.tagNumber === 17)
    return { kind: 'encrypted', keys: childrenOf(recipients).slice(0, maxKeys).flatMap(keyOf) }
  } catch {
    return null
  }
}

/** What the library keeps of a value; of which kind it is depends on the type. */
function kept(block: BaseBlock | undefined, field: 'value' | 'valueHexView'): unknown {
  return block === undefined ? undefined : Reflect.get(block.valueBlock, field)
}

function childrenOf(block: BaseBlock | undefined): BaseBlock[] {
  const value = kept(block, 'value')
  return Array.isArray(value) ? value.filter((each) => each instanceof BaseBlock) : []
}

function bytesOf(block: BaseBlock | undefined): Uint8Array | null {
  const bytes = kept(block, 'valueHexView')
  return bytes instanceof Uint8Array && bytes.length > 0 ? bytes : null
}

function oidOf(block: BaseBlock | undefined): string {
  return block instanceof ObjectIdentifier ? block.getValue() : ''
}

/** An OCTET STRING in one piece or in many. */
function octetsOf(block: BaseBlock | undefined): Buffer | null {
  if (block === undefined || block.idBlock.tagClass !== 1 || block.idBlock.tagNumber !== 4) return null
  const pieces = childrenOf(block)
  if (pieces.length > 0) {
    const parts = pieces.map(octetsOf)
    return parts.includes(null) ? null : Buffer.concat(parts.filter((part) => part !== null))
  }
  const bytes = bytesOf(block)
  return bytes === null ? null : Buffer.from(bytes)
}

/** "Ana Meier, 0A1B…": the holder's issuer and serial number, or the identifier of the key. */
function keyOf(recipient: BaseBlock): string[] {
  const [version, identifier] = childrenOf(recipient)
  if (version === undefined || identifier === undefined) return []
  if (identifier.idBlock.tagClass === 3) {
    const key = bytesOf(identifier)
    return key === null ? [] : [hex(key)]
  }
  const [issuer, serial] = childrenOf(identifier)
  const number = bytesOf(serial)
  if (number === null) return []
  const name = issuer === undefined ? '' : nameOf(issuer)
  return [name === '' ? hex(number) : `${name}, ${hex(number)}`]
}

function nameOf(issuer: BaseBlock): string {
  for (const set of childrenOf(issuer)) {
    for (const attribute of childrenOf(set)) {
      const [type, value] = childrenOf(attribute)
      const shown = kept(value, 'value')
      if (oidOf(type) === commonName && typeof shown === 'string') return plainName(shown)
    }
  }
  return ''
}

/** The certificate is the sender's, and so is every name in it. */
function plainName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .toWellFormed()
    .trim()
    .slice(0, 100)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 40)).toString('hex').toUpperCase()
}
