import * as amendments from './amendments.ts'
import * as attachments from './attachments.ts'
import * as business from './business.ts'
import * as changes from './changes.ts'
import * as channels from './channels.ts'
import * as customers from './customers.ts'
import * as entries from './entries.ts'
import * as failedReactions from './failed-reactions.ts'
import * as firstSteps from './first-steps.ts'
import * as issues from './issues.ts'
import * as nodes from './nodes.ts'
import * as notifications from './notifications.ts'
import * as preferences from './preferences.ts'
import type { RouteContract } from './route.ts'
import * as savedReplies from './saved-replies.ts'
import * as staff from './staff.ts'
import * as webchat from './webchat.ts'
import * as webchatFloods from './webchat-floods.ts'
import * as views from './views.ts'

function isContract(value: unknown): value is RouteContract {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
}

const declared: [string, unknown][] = Object.entries({
  ...staff,
  ...firstSteps,
  ...customers,
  ...entries,
  ...amendments,
  ...attachments,
  ...business,
  ...savedReplies,
  ...issues,
  ...views,
  ...notifications,
  ...preferences,
  ...channels,
  ...changes,
  ...failedReactions,
  ...webchat,
  ...webchatFloods,
  ...nodes,
})

/** Every contract, by name: what the OpenAPI document is made of and what the permission tests walk through. */
export const routes: Record<string, RouteContract> = Object.fromEntries(
  declared.filter((pair): pair is [string, RouteContract] => isContract(pair[1])),
)
