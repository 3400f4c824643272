import { evidenceWords } from '@throughline/protocol/customers/evidence-words.ts'
import type { Suggestion } from '@throughline/protocol/customers/merges.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { unknownCustomer } from '../thread/find-thread.ts'
import { membersOf } from '../thread/queries.ts'
import { answeredMail, sharersOfMailAnswers } from './mail-answers.ts'
import { matchPeople, nameKey, type Person, type World } from './match.ts'
import { personOf, probesFor, type Probes } from './people.ts'
import * as queries from './queries.ts'
import { scoreOf, type EvidenceItem } from './weights.ts'

/** Below this a suggestion would rather be a namesake. */
const shownFromBits = 8
const maxShown = 10
const maxCompared = 50

/**
 * Who may be the same person as this customer, with the reasons. Few are compared: those who share something that few
 * share. For people to decide; nothing is merged on it.
 */
export async function suggestDuplicates(
  db: Db,
  customerId: string,
  maySee: (customerId: string) => boolean = () => true,
): Promise<Suggestion[]> {
  return transact(db, async (tx) => {
    const memberIds = await membersOf(tx, customerId)
    const [canonicalId] = memberIds
    if (canonicalId === undefined) throw unknownCustomer(customerId)
    const ownRows = await queries.peopleRows(tx, [canonicalId])
    const own = personOf(ownRows)
    const hits = await findHits(tx, memberIds, probesFor(own, ownRows))
    const candidateIds = mostHit(hits.filter((hit) => maySee(hit.canonicalId)))
    const rowsByCanonical = Map.groupBy(await queries.peopleRows(tx, candidateIds), (row) => row.canonicalId)
    const separatedAt = await queries.separatedFrom(tx, memberIds)
    const world = worldOf(hits, await queries.population(tx))
    return [...rowsByCanonical]
      .map(([id, rows]) => {
        const other = personOf(rows)
        const evidence = [
          ...matchPeople(own, other, world),
          ...answeredMail(hits, id),
          ...toldApart(separatedAt.get(id)),
        ]
        return { customerId: id, displayName: nameOf(other), score: scoreOf(evidence), evidence }
      })
      .filter(({ score }) => score >= shownFromBits)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, maxShown)
  })
}

const nameOf = (person: Person): string | null => person.names[0] ?? null

async function findHits(tx: Tx, memberIds: readonly string[], probes: Probes): Promise<queries.Hit[]> {
  const hits = await queries.sharersOfClaims(tx, memberIds)
  hits.push(...(await sharersOfMailAnswers(tx, memberIds)))
  if (probes.mailNames.length > 0) hits.push(...(await queries.sharersOfMailNames(tx, memberIds, probes.mailNames)))
  if (probes.phoneEnds.length > 0) hits.push(...(await queries.sharersOfPhoneEnds(tx, memberIds, probes.phoneEnds)))
  if (probes.attributes.length > 0) hits.push(...(await queries.sharersOfAttributes(tx, memberIds, probes.attributes)))
  for (const name of probes.names) hits.push(...(await queries.similarlyNamed(tx, memberIds, name)))
  return hits
}

/** Those who share the most; a value that too many share brings nobody. */
function mostHit(hits: readonly queries.Hit[]): string[] {
  const counts = new Map<string, number>()
  for (const [, ofValue] of Map.groupBy(hits, ({ field, value }) => keyOf(field, value))) {
    if (ofValue.length > queries.commonAt) continue
    for (const { canonicalId } of ofValue) counts.set(canonicalId, (counts.get(canonicalId) ?? 0) + 1)
  }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, maxCompared)
    .map(([id]) => id)
}

const keyOf = (field: string, value: string): string => JSON.stringify([field, value])

/** What was found tells how common a value is, too. */
function worldOf(hits: readonly queries.Hit[], population: number): World {
  const sharersByKey = new Map<string, Set<string>>()
  for (const { field, value, canonicalId } of hits) {
    const key = keyOf(field, field === 'name' ? nameKey(value) : value)
    sharersByKey.set(key, (sharersByKey.get(key) ?? new Set()).add(canonicalId))
  }
  return {
    population,
    sharers(field, value) {
      // The customer asked about is one of them.
      const count = 1 + (sharersByKey.get(keyOf(field, value))?.size ?? 0)
      return count > queries.commonAt ? null : count
    },
  }
}

/** Somebody who knew them has said already that they are two. */
function toldApart(at: Date | undefined): EvidenceItem[] {
  if (!at) return []
  const { sentence, words } = evidenceWords.merge_undone({ day: at.toISOString().slice(0, 10) })
  return [{ field: 'merge', agreement: sentence, words, weight: -20 }]
}
