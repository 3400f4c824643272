import { httpWords } from '@throughline/protocol/http/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError, messageOf } from '../../../lib/errors.ts'
import { decode, encodingOf } from './encodings.ts'

/** JSON is the only body that the API reads; what PostgreSQL could not hold is refused here, for every field at once. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, sent: Buffer) => {
      const encoding = encodingOf(request.headers)
      const bytes = encoding === null ? sent : await decode(encoding, sent, request.routeOptions.bodyLimit)
      // Programs announce JSON and send nothing where a call takes no body.
      if (bytes.length === 0) return undefined
      if (!isUtf8(bytes)) throw new AppError('invalid_json', httpWords.not_utf8())
      if (nestsTooDeep(bytes)) throw new AppError('invalid_json', httpWords.nests_too_deep({ maxDepth }))
      const text = bytes.toString('utf8')
      const body = await new Promise<unknown>((resolve, reject) => {
        void parse(request, text, (error, parsed) => {
          if (error) reject(new AppError('invalid_json', describe(text)))
          else resolve(parsed)
        })
      })
      const bad = hasSuspiciousEscape(text) && findUnstorable(body)
      if (bad) throw new AppError('invalid_request', bad)
      return body
    },
  )
}

/** The same for the address: broken escapes, and U+0000 in any of its parts. */
export function refuseBadUrl(request: FastifyRequest): void {
  const { url } = request.raw
  if (url === undefined || !url.includes('%')) return
  if (url.includes('%00')) throw new AppError('invalid_request', httpWords.nul_in_address())
  try {
    decodeURIComponent(url)
  } catch {
    throw new AppError('invalid_request', httpWords.malformed_address())
  }
}

const maxDepth = 200

/** Parsing would survive it, and everything that later walks the value by recursion would not. */
function nestsTooDeep(bytes: Buffer): boolean {
  // Each level opens and closes: most bodies are too short to be looked at.
  if (bytes.length <= 2 * maxDepth) return false
  let depth = 0
  let inString = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (inString) {
      if (byte === backslash) i++
      else if (byte === quote) inString = false
    } else if (byte === quote) inString = true
    else if (byte === openBracket || byte === openBrace) {
      if (++depth > maxDepth) return true
    } else if (byte === closeBracket || byte === closeBrace) depth--
  }
  return false
}

const [quote, backslash, openBracket, closeBracket, openBrace, closeBrace] = Buffer.from('"\\[]{}')

// The parser's own message repeats what was sent; the reason is enough.
function describe(text: string): Wording {
  try {
    JSON.parse(text)
    return httpWords.unread_field()
  } catch (error) {
    const position = /at position (\d+)/.exec(messageOf(error))?.[1]
    return position === undefined ? httpWords.not_json() : httpWords.not_json_at({ position: Number(position) })
  }
}

// U+0000 and halves of surrogate pairs can only come in as escapes: a quick look spares most bodies the walk.
function hasSuspiciousEscape(text: string): boolean {
  return text.includes('\\u0000') || /\\u[dD][89a-fA-F]/.test(text)
}

function findUnstorable(value: unknown, path = ''): Wording | undefined {
  if (typeof value === 'string') {
    if (value.includes('\u0000')) return httpWords.nul_character({ path })
    if (!value.isWellFormed()) return httpWords.not_unicode({ path })
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, item] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key
    const bad = (Array.isArray(value) ? undefined : findUnstorable(key, 'A field name')) ?? findUnstorable(item, at)
    if (bad) return bad
  }
  return undefined
}
