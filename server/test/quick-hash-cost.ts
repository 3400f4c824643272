import type { HashCost } from '../src/people/staff/staff.ts'

/**
 * A fiftieth of what a password costs an installation, and still longer than a statement takes: guesses that come at
 * once overlap. Tests of hashing itself use the real cost.
 */
export const quickHashCost: HashCost = { N: 2 ** 11, r: 8, p: 1 }
