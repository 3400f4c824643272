import type { BenchResult } from '../report/measure.ts'
import type { WorkplaceOptions } from '../product/workplace.ts'

export interface BenchOptions extends WorkplaceOptions {
  /** small: minutes become seconds, for a look; the limits are owed at full. */
  scale: 'small' | 'full'
  say: (line: string) => void
}

export interface Bench {
  title: string
  run(options: BenchOptions): Promise<BenchResult>
}
