import { answerParent } from '../apart/answer-parent.ts'
import { memoryAfterCollection } from './memory.ts'
import { countTrips } from './trips.ts'

/** Loaded into the product with `--expose-gc --import`: says how much memory it holds, and what it asked PostgreSQL. */
const probe = { memory: memoryAfterCollection, trips: countTrips() }
export type Probe = typeof probe

answerParent(probe)
// A probe alone does not keep a process up.
process.channel?.unref()
