import { isIP } from 'node:net'
import { SettingError } from './errors.ts'

/** Reads single settings. Each gives null when it is unset or empty, and throws a sentence when it is wrong. */
export interface SettingReader {
  text(name: string): string | null
  /** Like text, but as it is: blanks belong to a password. */
  secret(name: string): string | null
  integer(name: string, limits?: { min?: number; max?: number }): number | null
  port(name: string): number | null
  flag(name: string): boolean | null
  oneOf<T extends string>(name: string, choices: readonly T[]): T | null
  list(name: string): string[] | null
  url(name: string, protocols: readonly string[], options?: { originOnly?: boolean }): string | null
  /** Addresses without a path, separated by commas. */
  origins(name: string): string[]
  /** Hosts as in `name`, `name:port`, an address or `[address]:port`, separated by commas. */
  hosts(name: string): string[]
  /** Network addresses or ranges, separated by commas. */
  addresses(name: string): string[]
}

export function createReader(env: NodeJS.ProcessEnv): SettingReader {
  const secret = (name: string): string | null => env[name] || null
  const text = (name: string): string | null => env[name]?.trim() || null
  const list = (name: string): string[] | null => {
    const items = text(name)
      ?.split(',')
      .map((item) => item.trim())
      .filter(Boolean)
    return items?.length ? items : null
  }

  function integer(name: string, { min = 0, max = Number.MAX_SAFE_INTEGER } = {}): number | null {
    const value = text(name)
    if (value === null) return null
    const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN
    if (number >= min && number <= max) return number
    const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`
    throw new SettingError(name, `${name} is "${value}", and must be a whole number ${range}.`)
  }

  function oneOf<T extends string>(name: string, choices: readonly T[]): T | null {
    const value = text(name)
    if (value === null) return null
    const choice = choices.find((item) => item === value.toLowerCase())
    if (choice) return choice
    throw new SettingError(name, `${name} is "${value}", and must be one of ${choices.join(', ')}.`)
  }

  function url(name: string, protocols: readonly string[], { originOnly = false } = {}): string | null {
    const value = text(name)
    if (value === null) return null
    // The value is not repeated: addresses of services carry passwords.
    const parsed = URL.canParse(value) ? new URL(value) : null
    if (!parsed || !protocols.includes(parsed.protocol)) {
      const starts = protocols.map((protocol) => `${protocol}//`).join(' or ')
      throw new SettingError(name, `${name} must be an address that starts with ${starts}.`)
    }
    if (!originOnly) return value
    if (parsed.pathname !== '/' || parsed.search || parsed.hash || parsed.username) {
      throw new SettingError(name, `${name} must be an address without a path, as in https://help.example.com.`)
    }
    return parsed.origin
  }

  function origins(name: string): string[] {
    return (list(name) ?? []).map((item) => {
      const parsed = URL.canParse(item) ? new URL(item) : null
      // As a browser writes it, but for the slash at the end.
      if (parsed && /^https?:$/.test(parsed.protocol) && parsed.href === `${parsed.origin}/`) return parsed.origin
      throw new SettingError(
        name,
        `${name} names "${item}", and must be addresses without a path, as in https://help.example.com.`,
      )
    })
  }

  function hosts(name: string): string[] {
    return (list(name) ?? []).map((item) => {
      if (isIP(item) || /^([^\s/@:*?#[\]]+|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(item)) return item
      // The value is not repeated, for an address can carry a password; its host can be.
      const host = /^https?:\/\//i.test(item) && URL.canParse(item) ? new URL(item).host : null
      const advice = host === null ? 'as in crm.internal or 10.0.0.5:8080' : `as in ${host}`
      throw new SettingError(name, `${name} must be hosts alone, without http:// and without a path, ${advice}.`)
    })
  }

  function addresses(name: string): string[] {
    return (list(name) ?? []).map((item) => {
      const [address, bits, ...rest] = item.split('/')
      const version = isIP(address!)
      const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
      if (version && isRange && rest.length === 0) return item
      throw new SettingError(
        name,
        `${name} names "${item}", and must be addresses such as 10.0.0.0/8, a number of proxies, true (one proxy) or false.`,
      )
    })
  }

  return {
    text,
    secret,
    integer,
    port: (name) => integer(name, { max: 65_535 }),
    flag: (name) => {
      const value = oneOf(name, ['true', 'false', '1', '0'])
      return value === null ? null : value === 'true' || value === '1'
    },
    oneOf,
    list,
    url,
    origins,
    hosts,
    addresses,
  }
}
