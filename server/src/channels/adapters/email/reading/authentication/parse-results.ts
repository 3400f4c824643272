import { scan, type Scanner } from './scanner.ts'

/** One statement of an Authentication-Results field: `dmarc=pass (comment) header.from=post.example`. */
export interface MethodResult {
  /** Lower case. */
  method: string
  /** Lower case. */
  result: string
  /** By `ptype.property`, in lower case; values as they were written, without quotes. */
  properties: ReadonlyMap<string, string>
}

export interface ResultsField {
  /** Lower case; null when the field does not begin with one. */
  authservId: string | null
  /** Null when any part of the field is not as the grammar has it: then none of it may be believed. */
  results: MethodResult[] | null
  /** As it stands, for what is left to say when it can't be parsed. */
  text: string
}

/** Longer fields are not read. Real ones have a few hundred characters. */
const maxFieldChars = 8192
const maxResults = 40
const maxProperties = 40

/** A token of RFC 2045: no blanks, no special characters. Sticky, so that the scanner matches where it stands. */
const token = /[!#$%&'*+.0-9A-Z^-~\x80-\xff-]+/y
const keyword = /[a-z0-9_][a-z0-9_-]*/iy
const digits = /\d+/y
/** What servers write without quotes although the grammar asks for them: base64, IPv6 addresses, `<>`. */
const bareValue = /[!#-'*-:<-?A-[\]-~\x80-\xff]+/y
const domain = /[a-z0-9_.:[\]\x80-\xff-]+/iy

/**
 * Parses an Authentication-Results field by the grammar of RFC 8601, section 2.2. Three departures, all of which real
 * servers need and none of which lets a value end early: values may hold special characters other than those that
 * delimit (`header.b=Vi/Xx==`), a property may lack its `ptype.` (`x-bits=2048`, `action=none`), and the last
 * statement may be followed by a semicolon.
 */
export function parseResults(field: string): ResultsField {
  const scanner = scan(field.slice(0, maxFieldChars))
  const authservId = takeAuthservId(scanner)
  const isReadable = authservId !== null && field.length <= maxFieldChars
  return { authservId, results: isReadable ? takeStatements(scanner) : null, text: field }
}

/** `authserv-id [CFWS authres-version]`, up to the first semicolon or the end. */
function takeAuthservId(scanner: Scanner): string | null {
  if (!scanner.skipBlanks()) return null
  const id = scanner.takeQuoted() ?? scanner.takeRun(token)
  return id?.toLowerCase() ?? null
}

function takeStatements(scanner: Scanner): MethodResult[] | null {
  if (!scanner.skipBlanks()) return null
  if (scanner.hadBlanks && scanner.takeRun(digits) !== null && !scanner.skipBlanks()) return null
  const results: MethodResult[] = []
  while (scanner.take(';')) {
    if (results.length === maxResults || !scanner.skipBlanks()) return null
    if (scanner.atEnd) break
    const method = scanner.takeRun(keyword)?.toLowerCase()
    if (method === undefined || !scanner.skipBlanks()) return null
    if (method === 'none' && results.length === 0 && scanner.atEnd) return results
    const result = takeResult(scanner, method)
    if (result === null) return null
    results.push(result)
  }
  return scanner.atEnd && results.length > 0 ? results : null
}

/** What follows the method's name: `[ "/" version ] "=" result *( CFWS ( reason / property ) )`. */
function takeResult(scanner: Scanner, method: string): MethodResult | null {
  if (scanner.take('/')) {
    if (!scanner.skipBlanks() || scanner.takeRun(digits) === null || !scanner.skipBlanks()) return null
  }
  if (!scanner.take('=') || !scanner.skipBlanks()) return null
  const result = scanner.takeRun(keyword)?.toLowerCase()
  if (result === undefined || !scanner.skipBlanks()) return null
  const properties = new Map<string, string>()
  for (let count = 0; ; count++) {
    const isSeparated = scanner.hadBlanks
    const name = takePropertyName(scanner)
    if (name === undefined) return { method, result, properties }
    const value = name === null ? null : takeValue(scanner)
    if (name === null || value === null || !isSeparated || count === maxProperties) return null
    if (!scanner.skipBlanks()) return null
    // Twice the same with different values: nobody knows which one was checked.
    if (properties.has(name) && properties.get(name) !== value) return null
    properties.set(name, value)
  }
}

/** `ptype "." property "="`; undefined when there is no further one, null when it is broken. */
function takePropertyName(scanner: Scanner): string | null | undefined {
  const ptype = scanner.takeRun(keyword)
  if (ptype === null) return undefined
  if (!scanner.skipBlanks()) return null
  let name = ptype.toLowerCase()
  if (scanner.take('.')) {
    if (!scanner.skipBlanks()) return null
    const property = scanner.takeRun(keyword)
    if (property === null || !scanner.skipBlanks()) return null
    name += `.${property.toLowerCase()}`
  }
  return scanner.take('=') ? name : null
}

/** `[CFWS] ( value / [ [ local-part ] "@" ] domain-name )`. Empty is read as empty: some servers write `smtp.mailfrom=`. */
function takeValue(scanner: Scanner): string | null {
  if (!scanner.skipBlanks()) return null
  // After a blank only a plain token will do: in `smtp.mailfrom= header.from=x` one value is missing.
  const bare = scanner.hadBlanks ? token : bareValue
  const first = scanner.takeQuoted() ?? scanner.takeRun(bare) ?? ''
  if (!scanner.take('@')) return first
  const host = scanner.takeRun(domain)
  return host === null ? null : `${first}@${host}`
}
