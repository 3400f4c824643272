import { composer } from './en/composer.ts'
import { customer } from './en/customer.ts'
import { customers } from './en/customers.ts'
import { desk } from './en/desk.ts'
import { house } from './en/house.ts'
import { firstSteps } from './en/first-steps.ts'
import { inbox } from './en/inbox.ts'
import { issue } from './en/issue.ts'
import { notifications } from './en/notifications.ts'
import { palette } from './en/palette.ts'
import { settings } from './en/settings.ts'
import { signIn } from './en/sign-in.ts'
import { thread } from './en/thread.ts'
import type { Spoken } from './spoken.ts'

/** Everything the desk says, in English. Plain, short, in the product's own words. */
export const en = {
  ...desk,
  ...signIn,
  ...inbox,
  ...firstSteps,
  ...notifications,
  ...palette,
  ...issue,
  ...thread,
  ...composer,
  ...customer,
  ...customers,
  ...settings,
  ...house,
}

export type Words = Spoken<typeof en>
