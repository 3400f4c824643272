import { evidenceWords } from '@throughline/protocol/customers/evidence-words.ts'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { compareNames, wordsOf, type NameAgreement } from './compare-names.ts'
import { domainOf, isFreeMail, isPersonalName, mailNameOf } from './mail-words.ts'
import { chanceToShare, evidence, type EvidenceItem, type Odds } from './weights.ts'

/** One person as far as comparing goes. Shared and blocked addresses are left out by the caller. */
export interface Person {
  names: readonly string[]
  /** Held by more than a claim, in their one spelling. */
  addresses: readonly Address[]
  claims: readonly Address[]
  /** Values in their one spelling, by the name of the attribute. */
  attributes: ReadonlyMap<string, readonly string[]>
}

export interface Address {
  kind: string
  value: string
}

export interface World {
  /** How many customers there are, roughly. */
  population: number
  /** How many of them share a value (a `name`, a `mail name`, an attribute); null when so many that it says nothing. */
  sharers(field: string, value: string): number | null
}

/**
 * Why two records may be one person, each reason with its weight in bits; `scoreOf` adds them up. Silence is no
 * evidence: what only one of them has says nothing.
 */
export function matchPeople(one: Person, other: Person, world: World): EvidenceItem[] {
  const claims = compareClaims(one, other)
  const names = compareNamesOf(one, other, world)
  return [
    ...claims,
    ...comparePhones(one, other),
    ...compareMail(one, other, world),
    // An impostor gives the name as well: beside a claim it may only speak against.
    ...(claims.length === 0 ? names : names.filter(({ weight }) => weight < 0)),
    ...compareAccounts(one, other),
    ...compareAttributes(one, other, world),
  ]
}

/** Worth a look, and no more: an address of somebody known is what one claims by right, or to get at what is theirs. */
function compareClaims(one: Person, other: Person): EvidenceItem[] {
  const claimsHeld = (claimant: Person, holder: Person): Address[] =>
    claimant.claims.filter((claim) => holder.addresses.some((held) => isSame(claim, held)))
  const [claim] = [...claimsHeld(one, other), ...claimsHeld(other, one)]
  if (claim) return [evidence(claim.kind, evidenceWords.one_claims({ address: claim.value }), claimed)]
  const [both] = one.claims.filter((claim) => other.claims.some((theirs) => isSame(claim, theirs)))
  return both ? [evidence(both.kind, evidenceWords.both_claim({ address: both.value }), claimed)] : []
}

const claimed: Odds = { m: 0.5, u: 0.002 }

const isSame = (one: Address, other: Address): boolean => one.kind === other.kind && one.value === other.value

/** The same number under another country code: read in the wrong country once, or typed without its code. */
function comparePhones(one: Person, other: Person): EvidenceItem[] {
  for (const number of valuesOf(one, 'phone')) {
    for (const theirs of valuesOf(other, 'phone')) {
      const [national, theirNational] = [nationalPart(number), nationalPart(theirs)]
      if (number === theirs || national.length < 7) continue
      if (national === theirNational) {
        return [evidence('phone', evidenceWords.country_code({ one: number, other: theirs }), { m: 0.05, u: 0.00002 })]
      }
      if (national.length >= 8 && national.slice(-8) === theirNational.slice(-8)) {
        return [evidence('phone', evidenceWords.end_alike({ one: number, other: theirs }), { m: 0.05, u: 0.0002 })]
      }
    }
  }
  return []
}

function nationalPart(number: string): string {
  return parsePhoneNumberFromString(number)?.nationalNumber ?? number.replace(/\D/g, '')
}

function compareMail(one: Person, other: Person, world: World): EvidenceItem[] {
  for (const mail of valuesOf(one, 'email')) {
    for (const theirs of valuesOf(other, 'email')) {
      const name = mailNameOf(mail)
      if (mail === theirs || name !== mailNameOf(theirs) || !isPersonalName(name)) continue
      if (domainOf(mail) === domainOf(theirs)) {
        return [evidence('email', evidenceWords.dots_or_tag({ one: mail, other: theirs }), { m: 0.3, u: 0.00001 })]
      }
      const sharers = world.sharers('mail name', name)
      if (sharers === null) continue
      const u = chanceToShare(sharers, world.population)
      return [
        evidence('email', evidenceWords.name_at_both({ name, one: domainOf(mail), other: domainOf(theirs) }), {
          m: 0.3,
          u,
        }),
      ]
    }
  }
  return []
}

const mByNameAgreement: Readonly<Record<NameAgreement, number>> = {
  same: 0.7,
  initials: 0.08,
  part: 0.1,
  similar: 0.08,
  different: 0.04,
}

const wordsByAgreement = {
  same: evidenceWords.names_same,
  initials: evidenceWords.names_initials,
  part: evidenceWords.names_part,
  similar: evidenceWords.names_similar,
}

function compareNamesOf(one: Person, other: Person, world: World): EvidenceItem[] {
  const pairs = one.names.flatMap((name) => other.names.map((theirs) => ({ name, theirs })))
  const [best] = pairs
    .flatMap(({ name, theirs }) => {
      const agreement = compareNames(name, theirs)
      return agreement === null ? [] : [{ name, theirs, agreement }]
    })
    .toSorted((a, b) => mByNameAgreement[b.agreement] - mByNameAgreement[a.agreement])
  if (!best) return []
  const { name, theirs, agreement } = best
  const m = mByNameAgreement[agreement]
  if (agreement === 'different')
    return [evidence('name', evidenceWords.differ({ one: name, other: theirs }), { m, u: 0.8 })]
  const counts = [world.sharers('name', nameKey(name)), world.sharers('name', nameKey(theirs))]
  if (counts.includes(null)) return []
  const chance = chanceToShare(Math.max(...counts.map(Number)), world.population)
  const isOneWord = Math.min(wordsOf(name).length, wordsOf(theirs).length) === 1
  const u = Math.min(0.5, (agreement === 'same' ? 1 : 4) * Math.max(chance, isOneWord ? oneWordChance : 0))
  const found = [evidence('name', wordsByAgreement[agreement]({ one: name, other: theirs }), { m, u })]
  const domain = sharedWorkDomain(one, other)
  return domain === null
    ? found
    : [...found, evidence('email', evidenceWords.same_domain({ domain }), { m: 0.3, u: 0.01 })]
}

/** A first name alone is borne by many more people than are known here by it alone. */
const oneWordChance = 0.005

/** A name as it is counted. */
export function nameKey(name: string): string {
  return wordsOf(name).toSorted().join(' ')
}

function sharedWorkDomain(one: Person, other: Person): string | null {
  const theirs = new Set(valuesOf(other, 'email').map(domainOf))
  return (
    valuesOf(one, 'email')
      .map(domainOf)
      .find((domain) => theirs.has(domain) && !isFreeMail(domain)) ?? null
  )
}

/** Two numbers in one system of accounts are two people, as a rule. */
function compareAccounts(one: Person, other: Person): EvidenceItem[] {
  const [[account], [theirs]] = [valuesOf(one, 'account'), valuesOf(other, 'account')]
  if (account === undefined || theirs === undefined) return []
  return [evidence('account', evidenceWords.two_accounts({ one: account, other: theirs }), { m: 0.05, u: 0.95 })]
}

function compareAttributes(one: Person, other: Person, world: World): EvidenceItem[] {
  return [...one.attributes].flatMap(([name, values]) => {
    const theirs = other.attributes.get(name)
    if (!theirs) return []
    const same = values.find((value) => theirs.includes(value))
    if (same !== undefined) {
      const sharers = world.sharers(name, same)
      if (sharers === null) return []
      return [
        evidence(name, evidenceWords.both_have({ value: same }), {
          m: 0.8,
          u: chanceToShare(sharers, world.population),
        }),
      ]
    }
    return isBirthDate(name)
      ? [evidence(name, evidenceWords.differ({ one: values[0] ?? '', other: theirs[0] ?? '' }), birthDatesDiffer)]
      : []
  })
}

// Most other attributes change (a tier, a city), or there can be several (orders): differing says nothing.
const isBirthDate = (name: string): boolean => /birth|geburt|naissance|nacimiento|^dob$/i.test(name)
const birthDatesDiffer: Odds = { m: 0.05, u: 0.999 }

function valuesOf(person: Person, kind: string): string[] {
  return person.addresses.filter((address) => address.kind === kind).map(({ value }) => value)
}
