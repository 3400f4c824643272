import { expect, test } from 'vitest'
import { runCrash } from './run-crash.ts'

test(
  'what was acknowledged survives kill -9, once, and every side effect is done beside poison',
  { timeout: 400_000 },
  async () => {
    const report = await runCrash({ rounds: 3, seed: 4711, say: () => {} })
    expect(report.violations).toEqual([])
    expect(report.mails).toBeGreaterThan(0)
    expect(report.messages).toBeGreaterThan(0)
    expect(report.poison.planted).toBeGreaterThan(0)
    expect(report.effects.acknowledgementsOwed).toBeGreaterThan(0)
  },
)
