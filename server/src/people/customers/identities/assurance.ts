import { assuranceLevels, type Assurance } from '@throughline/protocol/customers/identity.ts'

export function isAtLeast(assurance: Assurance, level: Assurance): boolean {
  return assuranceLevels.indexOf(assurance) >= assuranceLevels.indexOf(level)
}

export function isStronger(assurance: Assurance, than: Assurance): boolean {
  return assuranceLevels.indexOf(assurance) > assuranceLevels.indexOf(than)
}
