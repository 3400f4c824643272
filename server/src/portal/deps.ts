import type { DeliveryDeps, InboundDeps } from '../channels/channels.ts'
import type { Hints } from '../events/hints.ts'
import type { Realtime } from '../realtime/realtime.ts'
import type { AccessWatch } from '../staff/staff.ts'
import type { EntrySources, UploadDeps } from '../timeline/timeline.ts'

export interface PortalDeps extends DeliveryDeps, InboundDeps, UploadDeps {
  sources: EntrySources
  publicUrl: string
}

/** What the portal learns of this moment, and tells of it; kept nowhere. */
export interface Moment extends Pick<Realtime, 'atWork' | 'customerTypes' | 'isLookedAt' | 'watch'> {
  hints: Hints
  accessWatch: Pick<AccessWatch, 'listen'>
}
