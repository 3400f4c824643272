import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { isServerName, type FoundServer, type FoundServers } from './found-server.ts'

/**
 * The settings that a domain publishes for mail programs, in the form that Thunderbird introduced
 * (draft-ietf-mailmaint-autoconfig): `https://autoconfig.DOMAIN/mail/config-v1.1.xml`, or below the domain's own
 * `/.well-known/`. They are a stranger's words: only over https, only encrypted servers, and the reader knows no entities
 * that grow.
 */
export async function fetchAutoconfig(
  { address, domain }: { address: string; domain: string },
  fetch: typeof globalThis.fetch,
): Promise<FoundServers | null> {
  const asked = `emailaddress=${encodeURIComponent(address)}`
  const places = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml?${asked}`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml?${asked}`,
  ]
  const answers = await Promise.all(places.map((place) => read(place, fetch).catch(() => null)))
  return (
    answers.map((xml) => (xml === null ? null : readAutoconfig(xml, address))).find((found) => found !== null) ?? null
  )
}

const maxRedirects = 3
/** Files of large providers have less than 10 KiB. */
const maxLength = 64 * 1024

/** Never by a step without encryption: who changes the answer on the way would get the password. */
async function read(url: string, fetch: typeof globalThis.fetch): Promise<string | null> {
  let next = url
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    if (!next.startsWith('https://')) return null
    const response = await fetch(next, { redirect: 'manual' })
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null && URL.canParse(location, next)) {
      next = new URL(location, next).href
      continue
    }
    return response.status === 200 ? response.text() : null
  }
  return null
}

const serverNames: ReadonlySet<string> = new Set(['incomingserver', 'outgoingserver'])

/** Of a whole file: the first mailbox and the first outgoing server that speak with encryption. */
export function readAutoconfig(xml: string, address: string): FoundServers | null {
  if (xml.length > maxLength) return null
  const servers = elementsOf(parseFragment(xml), serverNames)
  const imap = servers.filter(({ attrs }) => typeOf(attrs) === 'imap').map((each) => serverOf(each, 'imap'))
  const smtp = servers.filter(({ attrs }) => typeOf(attrs) === 'smtp').map((each) => serverOf(each, 'smtp'))
  const [mailbox, outgoing] = [imap.find(Boolean) ?? null, smtp.find(Boolean) ?? null]
  if (mailbox === null && outgoing === null) return null
  return { imap: mailbox?.server ?? null, smtp: outgoing?.server ?? null, user: userOf(mailbox ?? outgoing!, address) }
}

interface Described {
  server: FoundServer
  user: string
}

function serverOf(element: Tree.Element, kind: 'imap' | 'smtp'): Described | null {
  // Not into servers inside it: where they nest, that would take a time that grows with the square of their number.
  const text = (name: string): string => {
    const [found] = elementsOf(element, new Set([name]), { notInto: serverNames })
    return found ? textOf(found).trim() : ''
  }
  const host = text('hostname').toLowerCase()
  const socket = text('sockettype').toUpperCase()
  const security = socket === 'SSL' ? 'tls' : socket === 'STARTTLS' ? 'starttls' : null
  const usual = { imap: { tls: 993, starttls: 143 }, smtp: { tls: 465, starttls: 587 } }
  if (security === null || !isServerName(host)) return null
  const said = Number(text('port'))
  const port = Number.isInteger(said) && said > 0 && said <= 65_535 ? said : usual[kind][security]
  return { server: { host, port, security }, user: text('username') }
}

function userOf({ user }: Described, address: string): string | null {
  const [local = '', domain = ''] = address.split('@')
  const name = user
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', local)
    .replaceAll('%EMAILDOMAIN%', domain)
  // The name counts as one of our own addresses: a file says none of another domain.
  const at = name.lastIndexOf('@')
  if (at >= 0 && name.slice(at + 1).toLowerCase() !== domain.toLowerCase()) return null
  // A placeholder that we do not know, or none at all.
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  return name === '' || name.length > 320 || /[%\u0000-\u001f\u007f]/.test(name) ? null : name
}

const typeOf = (attrs: Tree.Element['attrs']): string =>
  attrs.find(({ name }) => name === 'type')?.value.toLowerCase() ?? ''

/** By a list of what is still to be looked at: however deep a stranger's file nests, no call does. */
function elementsOf(
  root: Tree.ParentNode,
  names: ReadonlySet<string>,
  { notInto = new Set() }: { notInto?: ReadonlySet<string> } = {},
): Tree.Element[] {
  const found: Tree.Element[] = []
  const waiting: Tree.ChildNode[] = root.childNodes.toReversed()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!('tagName' in node)) continue
    if (names.has(node.tagName)) found.push(node)
    if (!notInto.has(node.tagName)) waiting.push(...node.childNodes.toReversed())
  }
  return found
}

function textOf(element: Tree.Element): string {
  return element.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
}
