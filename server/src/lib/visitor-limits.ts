import type { SettingReader } from './settings.ts'

/** How many visitors one network address may bring. Offices and mobile networks have many people behind one. */
export interface VisitorLimits {
  /** Who begin to talk within ten minutes, from one network address. */
  readonly newPerAddress: number
  /** The same in one chat: beyond it every address gets a handful, and beyond ten times that nobody. */
  readonly newPerChannel: number
  /** Open WebSocket connections of one network address, at this node. */
  readonly connectionsPerAddress: number
}

export function readVisitorLimits(read: SettingReader): VisitorLimits {
  return {
    newPerAddress: read.integer('VISITORS_ADDRESS', { min: 1 }) ?? 100,
    newPerChannel: read.integer('VISITORS_CHANNEL', { min: 1 }) ?? 1000,
    connectionsPerAddress: read.integer('VISITOR_CONNECTIONS_ADDRESS', { min: 1 }) ?? 500,
  }
}
