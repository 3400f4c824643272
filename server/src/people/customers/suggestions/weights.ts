import type { Wording } from '@throughline/protocol/words.ts'
import type { Evidence } from '@throughline/protocol/customers/merges.ts'
import type { z } from 'zod'

export type EvidenceItem = z.infer<typeof Evidence>

/**
 * Fellegi and Sunter: what an observation says is the ratio of how often it is made of one person (`m`) to how often
 * it is made of two who have nothing to do with each other (`u`), in bits. Bits of independent observations add up.
 */
export interface Odds {
  m: number
  u: number
}

export function evidence(field: string, { sentence, words }: Wording, { m, u }: Odds): EvidenceItem {
  return { field, agreement: sentence, words, weight: Math.round(Math.log2(m / u) * 10) / 10 }
}

export function scoreOf(items: readonly EvidenceItem[]): number {
  return Math.round(items.reduce((sum, { weight }) => sum + weight, 0) * 10) / 10
}

/**
 * How often two strangers share a value that `sharers` customers have. A small company knows few people, but its
 * customers come from a large world: a name is not rare because only one of thirty bears it.
 */
export function chanceToShare(sharers: number, population: number): number {
  return Math.max(1, sharers) / Math.max(population, worldAtLeast)
}

const worldAtLeast = 10_000
