import type { ProviderRequest } from '../../../contract.ts'

/** The fields of a request. A name may be there several times. */
export type Fields = ReadonlyMap<string, readonly string[]>

export const isJson = ({ headers }: ProviderRequest): boolean =>
  /^application\/(?:[\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '')

/** A form, by `POST`; the query, by `GET`. What is neither has no fields. */
export function formFields({ body, method, url }: ProviderRequest): Fields {
  const given = method === 'GET' ? queryOf(url) : new URLSearchParams(new TextDecoder().decode(body))
  const fields = new Map<string, string[]>()
  for (const [name, value] of given) {
    const values = fields.get(name)
    if (values) values.push(value)
    else fields.set(name, [value])
  }
  return fields
}

/** The same of a body in JSON: its members that are text or numbers. */
export function fieldsOf(request: ProviderRequest): Fields {
  if (!isJson(request)) return formFields(request)
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(request.body))
    if (typeof parsed !== 'object' || parsed === null) return new Map()
    return new Map(
      Object.entries(parsed).flatMap(([name, value]) =>
        typeof value === 'string' || typeof value === 'number' ? [[name, [String(value)]]] : [],
      ),
    )
  } catch {
    return new Map()
  }
}

/** The first of that name, without what PostgreSQL cannot hold; empty when there is none. */
export function field(fields: Fields, name: string): string {
  return (fields.get(name)?.[0] ?? '').replaceAll('\u0000', '').toWellFormed()
}

/** No longer than that, and storable still. */
export const cut = (text: string, chars: number): string => text.slice(0, chars).toWellFormed()

function queryOf(url: string): URLSearchParams {
  return URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams()
}
