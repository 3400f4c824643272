import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { detailsPrefix, type VariableName, type VariableValues } from '@throughline/protocol/saved-replies/variables.ts'

export interface KnownHere {
  customer: Pick<Customer, 'displayName' | 'identities' | 'attributes'> | null
  issue: Pick<Issue, 'number' | 'subject'> | null
  staffName: string
  businessName: string | null
}

/** What the variables of a saved reply stand for on this thread. Null: not known. */
export function variableValues({ customer, issue, staffName, businessName }: KnownHere): VariableValues {
  const addressOf = (kind: string) => customer?.identities.find((identity) => identity.kind === kind)?.value ?? null
  const values: Record<VariableName, string | null> = {
    'customer.name': customer?.displayName ?? null,
    'customer.firstName': firstName(customer?.displayName ?? null),
    'customer.email': addressOf('email'),
    'customer.phone': addressOf('phone'),
    'issue.number': issue ? String(issue.number) : null,
    'issue.subject': issue?.subject ?? null,
    'staff.name': staffName,
    'staff.firstName': firstName(staffName),
    'business.name': businessName,
  }
  const details = Object.entries(customer?.attributes ?? {}).map(([name, value]) => [
    detailsPrefix + name,
    value === null ? null : Array.isArray(value) ? value.join(', ') : String(value),
  ])
  return { ...values, ...Object.fromEntries(details) }
}

function firstName(name: string | null): string | null {
  return name?.trim().split(/\s+/)[0] || null
}
