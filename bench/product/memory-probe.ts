import { answerParent } from '../apart/answer-parent.ts'
import { memoryAfterCollection } from './memory.ts'

/** Loaded into the product with `--expose-gc --import`: says how much memory it holds. */
const probe = { memory: memoryAfterCollection }
export type MemoryProbe = typeof probe

answerParent(probe)
// A probe alone does not keep a process up.
process.channel?.unref()
