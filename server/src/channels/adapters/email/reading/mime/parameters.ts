import type { Problems } from '../limits.ts'
import { decodeText } from './charset.ts'

/** `text/plain; charset=utf-8`: the value in lower case and its parameters, the first of each name. */
export interface StructuredValue {
  value: string
  params: ReadonlyMap<string, string>
}

const silent: Problems = { list: [], note: () => {} }

export function parseStructured(field: string | undefined): StructuredValue {
  if (field === undefined) return { value: '', params: new Map() }
  const semicolon = field.indexOf(';')
  const value = (/[^\s;("]+/.exec(semicolon < 0 ? field : field.slice(0, semicolon))?.[0] ?? '').toLowerCase()
  const params = new Map<string, string>()
  for (let at = semicolon; at >= 0 && at < field.length;) {
    const nameEnd = indexOfAny(field, at + 1)
    const name = field
      .slice(at + 1, nameEnd)
      .trim()
      .toLowerCase()
    if (field[nameEnd] !== '=') {
      at = field.indexOf(';', nameEnd)
      continue
    }
    const [text, next] = readParameter(field, nameEnd + 1)
    if (name !== '' && !params.has(name)) params.set(name, text)
    at = next
  }
  return { value, params: joinContinuations(params) }
}

function indexOfAny(field: string, from: number): number {
  for (let i = from; i < field.length; i++) {
    const character = field[i]
    if (character === '=' || character === ';') return i
  }
  return field.length
}

/** Returns the value and where the next semicolon stands (-1 for none). */
function readParameter(field: string, from: number): [string, number] {
  let at = from
  while (field[at] === ' ' || field[at] === '\t') at++
  if (field[at] !== '"') {
    const end = field.indexOf(';', at)
    const text = field.slice(at, end < 0 ? field.length : end).trim()
    return [/^'.*'$/.test(text) ? text.slice(1, -1) : text, end]
  }
  let text = ''
  let i = at + 1
  for (; i < field.length && field[i] !== '"'; i++) {
    // A backslash is an escape before a quote or another one; else it is part of a path.
    if (field[i] === '\\' && (field[i + 1] === '"' || field[i + 1] === '\\')) i++
    text += field[i]
  }
  return [text, field.indexOf(';', i)]
}

/** RFC 2231: `name*0*=UTF-8''a%20; name*1="b"`. */
function joinContinuations(params: Map<string, string>): ReadonlyMap<string, string> {
  for (const [name, value] of params) {
    const star = name.indexOf('*')
    if (star <= 0) continue
    const base = name.slice(0, star)
    if (name === `${base}*`) {
      params.set(base, decodeExtended(value))
    } else if (name === `${base}*0` || name === `${base}*0*`) {
      let joined = ''
      for (let i = 0; i < maxPieces; i++) {
        const encoded = params.get(`${base}*${i}*`)
        const plain = params.get(`${base}*${i}`)
        if (encoded === undefined && plain === undefined) break
        joined += encoded ?? encodeURIComponent(plain!.toWellFormed())
      }
      params.set(base, name.endsWith('*') ? decodeExtended(joined) : decodePercent(joined, 'utf-8'))
    }
  }
  return params
}

const maxPieces = 200

function decodeExtended(value: string): string {
  const match = /^([^']*)'[^']*'(.*)$/s.exec(value)
  return match ? decodePercent(match[2]!, match[1]!) : decodePercent(value, '')
}

function decodePercent(value: string, charset: string): string {
  if (!value.includes('%')) return value
  const bytes = Buffer.from(value, 'utf8')
    .toString('latin1')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return decodeText(Buffer.from(bytes, 'latin1'), charset, silent)
}

const encodedWord = /=\?([\w.:+*-]{1,60})\?([bq])\?((?:[^?]|\?(?!=)){0,8000})\?=/gi

/**
 * RFC 2047, wherever it stands: senders put encoded words into parameters too. Words of one encoding that stand side
 * by side are one text, since many senders cut it in the middle of a character.
 */
export function decodeEncodedWords(text: string): string {
  if (!text.includes('=?')) return text
  let out = ''
  let end = 0
  let charset = ''
  let pieces: Buffer[] = []
  const close = () => {
    if (pieces.length > 0) out += decodeText(Buffer.concat(pieces), charset, silent)
    pieces = []
  }
  for (const match of text.matchAll(encodedWord)) {
    const between = text.slice(end, match.index)
    const next = match[1]!.replace(/\*.*$/, '').toLowerCase()
    const continues = end > 0 && between.trim() === ''
    if (!continues || charset !== next) close()
    if (!continues) out += between
    charset = next
    pieces.push(bytesOfWord(match[2]!, match[3]!))
    end = match.index + match[0].length
  }
  close()
  return out + text.slice(end)
}

function bytesOfWord(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64')
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  // Characters beyond one byte, which should not be there, stay what they are in UTF-8.
  return /[^\0-\xff]/.test(bytes) ? Buffer.from(bytes, 'utf8') : Buffer.from(bytes, 'latin1')
}
