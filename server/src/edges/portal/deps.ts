import type { FloodKind } from '@throughline/protocol/webchat/flood.ts'
import type { DeliveryDeps, InboundDeps } from '../../channels/channels.ts'
import type { AccessWatch } from '../../platform/events/access-changes.ts'
import type { Hints } from '../../platform/events/hints.ts'
import type { VisitorLimits } from '../../lib/visitor-limits.ts'
import type { Realtime } from '../realtime/realtime.ts'
import type { EntrySources, UploadDeps } from '../../record/timeline/timeline.ts'

export interface PortalDeps extends DeliveryDeps, InboundDeps, UploadDeps {
  sources: EntrySources
  publicUrl: string
  visitorLimits: VisitorLimits
  /** The header in which the proxy says from which country a request comes; null: none is believed. */
  countryHeader: string | null
  /** For operators, in /metrics. */
  countRefusal: (kind: FloodKind) => void
}

/** What the portal learns of this moment, and tells of it; kept nowhere. */
export interface Moment extends Pick<Realtime, 'atWork' | 'customerTypes' | 'isLookedAt' | 'visitorPages' | 'watch'> {
  hints: Hints
  pollMs: number
  accessWatch: Pick<AccessWatch, 'listen'>
}
