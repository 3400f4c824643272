import { wordingOf } from '@throughline/protocol/http/issue-wording.ts'
import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { httpWords } from '@throughline/protocol/http/words.ts'
import type { FieldProblem } from '@throughline/protocol/errors.ts'
import type { RouteContract } from '@throughline/protocol/route.ts'
import { z } from 'zod'
import { AppError, fieldError } from '../../../lib/errors.ts'

export interface RawInput {
  params: unknown
  query: unknown
  body: unknown
}

/** Parses what came in by its contract, or throws one `invalid_request` that lists every wrong field. */
export function parseInput(contract: RouteContract, raw: RawInput): RawInput {
  const errors: FieldProblem[] = []
  const parsed = {
    params: contract.params && parsePart(contract.params, raw.params, errors),
    query: parseQuery(contract, raw.query, errors),
    body: parseBody(contract, raw.body, errors),
  }
  const [first, ...more] = errors
  if (first) throw invalidRequest([first, ...more])
  return parsed
}

function invalidRequest(errors: readonly [FieldProblem, ...FieldProblem[]]): AppError {
  const [{ path, message }] = errors
  const wording = httpWords.fields_refused({ path, message, more: errors.length - 1 })
  return new AppError('invalid_request', wording, { details: { errors: errors.slice(0, 100) } })
}

function parsePart(schema: z.ZodType, value: unknown, errors: FieldProblem[]): unknown {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  errors.push(...fieldErrors(result.error.issues))
  return undefined
}

function parseQuery({ query }: RouteContract, given: unknown, errors: FieldProblem[]): unknown {
  const known = query instanceof z.ZodObject ? query.shape : {}
  for (const name of Object.keys(given ?? {})) {
    if (!Object.hasOwn(known, name)) errors.push(fieldError(name, fieldWords.no_such_parameter()))
  }
  return query && parsePart(query, withoutEmpty(given), errors)
}

function parseBody(contract: RouteContract, body: unknown, errors: FieldProblem[]): unknown {
  if (!contract.body) {
    const isEmpty = body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0)
    if (!isEmpty) errors.push(fieldError('', fieldWords.no_body_taken()))
    return undefined
  }
  const before = errors.length
  const parsed = parsePart(contract.body, body, errors)
  if (errors.length === before) {
    for (const path of unknownFields(body, parsed)) errors.push(fieldError(path, fieldWords.no_such_field()))
  }
  return parsed
}

/** `?limit=&cursor=` means the same as leaving them out. */
function withoutEmpty(query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return query
  const given = Object.entries(query).filter(([, value]) => value !== '')
  return Object.fromEntries(given)
}

/**
 * The fields that the schema dropped because it does not know them. A misspelt field that is silently ignored
 * costs somebody a day. Found by comparing, which works through unions, defaults and free records alike.
 */
export function unknownFields(given: unknown, parsed: unknown, path = '', found: string[] = []): string[] {
  if (given === parsed || typeof given !== 'object' || given === null) return found
  if (typeof parsed !== 'object' || parsed === null) return found
  if (Array.isArray(given)) {
    if (!Array.isArray(parsed)) return found
    for (let i = 0; i < given.length; i++) unknownFields(given[i], parsed[i], `${path}[${i}]`, found)
    return found
  }
  for (const key of Object.keys(given)) {
    const value: unknown = Reflect.get(given, key)
    // Most fields are plain and known: nothing is built for them.
    if (Object.hasOwn(parsed, key)) {
      if (typeof value === 'object')
        unknownFields(value, Reflect.get(parsed, key), path ? `${path}.${key}` : key, found)
    } else if (value !== undefined) found.push(path ? `${path}.${key}` : key)
  }
  return found
}

function fieldErrors(issues: readonly z.core.$ZodIssue[], base: readonly PropertyKey[] = []): FieldProblem[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path]
    if (issue.code === 'invalid_union' && issue.errors.length > 0) return closestVariant(issue.errors, path)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => fieldError(pathText([...path, key]), fieldWords.no_such_field()))
    }
    return [fieldError(pathText(path), wordingOf(issue))]
  })
}

// Of the variants of a union, the one that got furthest is most likely the one that was meant.
function closestVariant(variants: readonly z.core.$ZodIssue[][], path: readonly PropertyKey[]): FieldProblem[] {
  const sorted = variants.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)
  return fieldErrors(sorted[0]!, path)
}

const depth = (issues: readonly z.core.$ZodIssue[]): number => Math.max(0, ...issues.map(({ path }) => path.length))

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text ? `${text}.${String(part)}` : String(part)
  }, '')
}
