import { account } from './account/area.tsx'
import { customers } from './customers/area.tsx'
import { inbox } from './inbox/area.tsx'
import { audit } from './settings/audit/area.tsx'
import { blocked } from './settings/blocked/area.tsx'
import { business } from './settings/business/area.tsx'
import { channels } from './settings/channels/area.tsx'
import { inbound } from './settings/inbound/area.tsx'
import { outbox } from './settings/outbox/area.tsx'
import { replies } from './settings/replies/area.tsx'
import { roles } from './settings/roles/area.tsx'
import { tags } from './settings/tags/area.tsx'
import { staff } from './settings/staff/area.tsx'
import { teams } from './settings/teams/area.tsx'
import { tokens } from './settings/tokens/area.tsx'
import { webhooks } from './settings/webhooks/area.tsx'
import { search } from './search/area.tsx'
import { signIn } from './sign-in/area.tsx'

// Every area of the desk, in the order in which people see them.

/** Before anybody is signed in. */
export const outside = [signIn] as const

/** Beside the rail. */
export const inDesk = [inbox, customers, search, account] as const

/** In the menu of the settings. */
export const inSettings = [
  business,
  replies,
  tags,
  channels,
  staff,
  teams,
  roles,
  inbound,
  blocked,
  outbox,
  tokens,
  webhooks,
  audit,
] as const
