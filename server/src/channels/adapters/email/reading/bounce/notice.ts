/**
 * What services that send mail for others tell in JSON, where it is passed on by mail. Owns reading any of their forms: each
 * calls the same things by other names. Refuses what has words of a person beside it.
 */
import { normaliseAddress } from '../mime/addresses.ts'

export interface NoticeEvent {
  kind: 'failed' | 'delayed' | 'complaint' | 'delivered'
  address: string
  status: string | null
  said: string
  /** The service will try again, or says that the next mail may arrive. */
  isTemporary: boolean
  messageId: string | null
  subject: string | null
}

/** A notice is a page; what is longer is data of somebody's. */
const maxChars = 256 * 1024
const maxDepth = 8
const maxObjects = 2000
const maxRecipients = 200

type Fields = ReadonlyMap<string, unknown>

const kinds: readonly (readonly [NoticeEvent['kind'], RegExp])[] = [
  ['complaint', /complain|spam_?report|^spam$|abuse/],
  ['delayed', /defer|delay/],
  ['failed', /bounce|fail|drop|reject|undeliver|invalid/],
  ['delivered', /^deliver/],
]

/** Names of one thing with the services, without case, dashes and underscores. */
const names = {
  kind: ['notificationtype', 'eventtype', 'recordtype', 'event', 'type'],
  address: ['emailaddress', 'email', 'recipient', 'rcptto', 'address', 'to'],
  status: ['status', 'enhancedcode', 'enhancedstatuscode'],
  said: [
    'diagnosticcode',
    'rawreason',
    'diag',
    'details',
    'message',
    'reason',
    'smtpresponse',
    'response',
    'description',
    'error',
    'bouncedescription',
    'bouncesubtype',
    'bouncetype',
    'severity',
    'delaytype',
  ],
  code: ['code', 'errorcode'],
  messageId: ['messageid', 'smtpid'],
  subject: ['subject'],
} as const

/** Null for what is no notice. */
export function readNotice(text: string): NoticeEvent[] | null {
  const start = text.trimStart()
  if ((start[0] !== '{' && start[0] !== '[') || start.length > maxChars) return null
  const parsed = parseWhole(start)
  if (parsed === undefined) return null
  const events = (Array.isArray(parsed) ? parsed : [parsed]).slice(0, 200).flatMap(eventsOf)
  return events.length === 0 ? null : events
}

/** The value, when nothing follows it but the footer of the service. Long lines are folded with an exclamation mark. */
function parseWhole(text: string): unknown {
  const end = text.search(/^--[ \t]*$/m)
  const json = (end < 0 ? text : text.slice(0, end)).replace(/!\r?\n ?/g, '').trim()
  const footer = end < 0 ? '' : text.slice(end + 2)
  if (footer.trim() !== '' && !/notification|unsubscribe|https?:/i.test(footer)) return undefined
  const outer = parseJson(json)
  const inner = isObject(outer) && typeof outer.Message === 'string' ? parseJson(outer.Message) : undefined
  return inner ?? outer
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function eventsOf(event: unknown): NoticeEvent[] {
  if (!isObject(event)) return []
  const objects = flatten(event)
  const kind = kindOf(objects)
  if (kind === null) return []
  const first = (wanted: readonly string[]) => firstText(objects, wanted)
  const shared = { kind, messageId: messageIdOf(objects), subject: first(names.subject) }
  const seen = new Set<string>()
  return recipientsOf(objects)
    .slice(0, maxRecipients)
    .flatMap(([address, fields]) => {
      if (seen.has(address)) return []
      seen.add(address)
      const own = fields === null ? objects : [fields, ...objects]
      // "MailboxFull" is two words.
      const said = names.said
        .flatMap((name) => firstText(own, [name]) ?? [])
        .join(' ')
        .replace(/([a-z])([A-Z])/g, '$1 $2')
      const isTemporary = /transient|temporar|soft/i.test(`${first(names.kind)} ${said}`)
      const code = firstText(own, names.code)
      const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(firstText(own, names.status) ?? '')?.[0] ?? null
      return [{ ...shared, address, status, isTemporary, said: code === null ? said : `${code} ${said}` }]
    })
}

/** All objects within, the outermost first, each with the names of its fields made one kind. */
function flatten(root: Record<string, unknown>): Fields[] {
  const found: Fields[] = []
  const visit = (value: unknown, depth: number): void => {
    if (depth > maxDepth || found.length >= maxObjects) return
    if (Array.isArray(value)) return value.slice(0, 200).forEach((each) => visit(each, depth + 1))
    if (!isObject(value)) return
    // A list of header fields is one object with a field for each.
    if (typeof value.name === 'string' && typeof value.value === 'string' && Object.keys(value).length === 2) {
      found.push(new Map([[plainName(value.name), value.value]]))
      return
    }
    found.push(new Map(Object.entries(value).map(([name, each]) => [plainName(name), each])))
    for (const each of Object.values(value)) visit(each, depth + 1)
  }
  visit(root, 0)
  return found
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '')
}

function firstText(objects: readonly Fields[], wanted: readonly string[]): string | null {
  for (const name of wanted) {
    for (const fields of objects) {
      const value = fields.get(name)
      if (typeof value === 'string' && value !== '') return value.slice(0, 2000)
      if (typeof value === 'number') return String(value)
    }
  }
  return null
}

/** The Message-ID of the mail rather than the service's own number for it. */
function messageIdOf(objects: readonly Fields[]): string | null {
  const ids = objects.flatMap((fields) => names.messageId.flatMap((name) => firstText([fields], [name]) ?? []))
  return (ids.find((id) => id.includes('@')) ?? ids[0])?.replace(/[<>\s]/g, '').slice(0, 500) ?? null
}

function kindOf(objects: readonly Fields[]): NoticeEvent['kind'] | null {
  for (const name of names.kind) {
    for (const fields of objects) {
      const value = fields.get(name)
      if (typeof value !== 'string') continue
      const known = kinds.find(([, pattern]) => pattern.test(value.toLowerCase()))
      if (known) return known[0]
    }
  }
  return null
}

/** The objects that are about one recipient; else the addresses of a list, or the only one named. */
function recipientsOf(objects: readonly Fields[]): [string, Fields | null][] {
  const lists = objects.flatMap((fields) =>
    [...fields].filter(([name]) => name.endsWith('recipients')).map(([, list]) => list),
  )
  const plain = lists.flat().flatMap((each): [string, null][] => {
    const address = typeof each === 'string' ? normaliseAddress(each) : null
    return address === null ? [] : [[address, null]]
  })
  if (plain.length > 0) return plain
  for (const name of names.address) {
    const found = objects.flatMap((fields): [string, Fields][] => {
      const value = fields.get(name)
      const address = typeof value === 'string' ? normaliseAddress(value) : null
      return address === null ? [] : [[address, fields]]
    })
    if (found.length > 0) return found
  }
  return []
}
