import { secondMs } from './clock.ts'
import type { SettingReader } from './settings.ts'

/** How a node stops: `/readyz` answers 503 for `noticeMs`, then everything ends within `withinMs`. */
export interface DrainSettings {
  /** For balancers, which ask every few seconds, to notice that this node takes nothing new. */
  readonly noticeMs: number
  /** What is not finished by then is cut off. Nothing of it was acknowledged, so it comes again. */
  readonly withinMs: number
  /** Of that, for what came in by HTTP, mail and WebSocket and is not finished; */
  readonly doorsMs: number
  /** and for jobs in hand. The rest is for the database. */
  readonly jobsMs: number
}

export function readDrainSettings(read: SettingReader): DrainSettings {
  const withinMs = (read.integer('DRAIN_SECONDS', { min: 2, max: 600 }) ?? 7) * secondMs
  return {
    noticeMs: (read.integer('DRAIN_NOTICE_SECONDS', { max: 600 }) ?? 1) * secondMs,
    withinMs,
    doorsMs: withinMs * 0.5,
    jobsMs: withinMs * 0.3,
  }
}
