import { normaliseAddress } from '../mime/addresses.ts'

/** One recipient's group of an RFC 3464 report; values as they stand, in lower case only where they are codes. */
export interface StatusGroup {
  finalRecipient: string | null
  originalRecipient: string | null
  /** Some servers give the whole address here, and a local name as the final one. */
  actualRecipient: string | null
  action: string | null
  status: string | null
  /** `smtp`, `x-unix`, …: what kind of program wrote the diagnostic. */
  diagnosticType: string | null
  diagnostic: string | null
}

export interface DeliveryStatus {
  reportingServer: string | null
  recipients: StatusGroup[]
}

const field =
  /^(reporting-mta|final-recipient|original-recipient|a?ction|status|diagnostic-code|x-actual-recipient|[a-z][a-z0-9-]*)[ \t]*:[ \t]*(.*)$/i

/**
 * Reads the fields of a delivery report, from its own part or from the middle of a text. Groups should be separated
 * by empty lines and often are not: a second recipient also begins one.
 */
export function parseDeliveryStatus(text: string, maxRecipients: number): DeliveryStatus {
  const report: DeliveryStatus = { reportingServer: null, recipients: [] }
  let group: Map<string, string> = new Map()
  let lastName: string | null = null
  const close = () => {
    if (group.has('final-recipient') || group.has('original-recipient')) {
      if (report.recipients.length < maxRecipients) report.recipients.push(toGroup(group))
    } else if (group.has('reporting-mta')) {
      report.reportingServer ??= afterType(group.get('reporting-mta')!)
    }
    group = new Map()
    lastName = null
  }
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      close()
      continue
    }
    if (/^[ \t]/.test(line) && lastName !== null) {
      group.set(lastName, `${group.get(lastName)!} ${line.trim()}`)
      continue
    }
    const match = line.length < 4000 ? field.exec(line.trimEnd()) : null
    if (!match) {
      lastName = null
      continue
    }
    // "ction: failed" is in the field: the first letter of a line gets lost on its way.
    const name = match[1]!.toLowerCase() === 'ction' ? 'action' : match[1]!.toLowerCase()
    if (name === 'final-recipient' && group.has(name)) close()
    if (!group.has(name)) group.set(name, match[2]!)
    lastName = name
  }
  close()
  return report
}

function toGroup(group: ReadonlyMap<string, string>): StatusGroup {
  const diagnostic = group.get('diagnostic-code') ?? null
  const typed = diagnostic === null ? null : /^([\w-]+)[ \t]*;/.exec(diagnostic)
  return {
    finalRecipient: afterType(group.get('final-recipient') ?? ''),
    originalRecipient: afterType(group.get('original-recipient') ?? ''),
    actualRecipient: afterType(group.get('x-actual-recipient') ?? ''),
    action: /[a-z]+/.exec((group.get('action') ?? '').toLowerCase())?.[0] ?? null,
    status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(group.get('status') ?? '')?.[0] ?? null,
    diagnosticType: typed?.[1]?.toLowerCase() ?? null,
    diagnostic: typed ? diagnostic!.slice(typed[0].length).trim() || null : diagnostic,
  }
}

/** `rfc822; ana@post.example` → `ana@post.example` */
function afterType(value: string): string | null {
  const semicolon = value.indexOf(';')
  return (semicolon < 0 ? value : value.slice(semicolon + 1)).trim() || null
}

/**
 * The address of a recipient field, also with a name, a comment, or the route of relays before it
 * (`@relay.example:ana@post.example`); null for what is none, such as a local name.
 */
export function addressIn(value: string | null): string | null {
  if (value === null || value.length > 1000) return null
  const bare = /<([^<>]*)>/.exec(value)?.[1] ?? value.replace(/\([^()]*\)/g, '')
  const route = /^@[^:]*:(.*)$/.exec(bare.trim())
  return normaliseAddress(route?.[1] ?? bare) ?? normaliseAddress(/\bsmtp=([^\s;,/]+)/i.exec(bare)?.[1] ?? '')
}
