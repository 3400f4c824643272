import { Resolver } from 'node:dns/promises'
import { errorCode } from '../../../../lib/errors.ts'
import { secondMs } from '../../../../lib/clock.ts'

export interface ServerRecord {
  host: string
  port: number
  priority: number
}

/** What the name system says of a mail domain. Throws when nobody answers; a name that is not there has no records. */
export interface MailDns {
  /** RFC 2782, best first; a single "." says that the service is not offered. */
  services(name: string): Promise<ServerRecord[]>
  /** The servers that take mail for a domain, best first. */
  mailServers(domain: string): Promise<string[]>
  texts(name: string): Promise<string[]>
}

/** Asks the name servers of the system, or the given ones. */
export function createMailDns(servers?: readonly string[]): MailDns {
  const resolver = new Resolver({ timeout: 2 * secondMs, tries: 2 })
  if (servers) resolver.setServers(servers)
  return {
    async services(name) {
      const records = await orNone(resolver.resolveSrv(name))
      return records
        .filter((record) => record.name !== '' && record.name !== '.')
        .toSorted((a, b) => a.priority - b.priority || b.weight - a.weight)
        .map((record) => ({ host: record.name, port: record.port, priority: record.priority }))
    },
    async mailServers(domain) {
      const records = await orNone(resolver.resolveMx(domain))
      return records.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => exchange.toLowerCase())
    },
    async texts(name) {
      return (await orNone(resolver.resolveTxt(name))).map((parts) => parts.join(''))
    },
  }
}

async function orNone<T>(asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked
  } catch (error) {
    if (isNone.has(errorCode(error) ?? '')) return []
    throw error
  }
}

/** There is no such name, or nothing of this kind; a name that is malformed has nothing either. */
const isNone = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME'])
