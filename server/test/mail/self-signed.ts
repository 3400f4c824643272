import { Buffer } from 'node:buffer'
import tlsOptions from 'smtp-server/lib/tls-options.js'

/** A certificate that nobody vouches for, with its key: the one that the SMTP library brings for tests. */
export function selfSigned(): { key: string; cert: string } {
  const { key, cert } = tlsOptions()
  return { key: textOf(key), cert: textOf(cert) }
}

function textOf(pem: unknown): string {
  if (typeof pem === 'string') return pem
  if (Buffer.isBuffer(pem)) return pem.toString()
  throw new Error('the library brings no certificate any more')
}
