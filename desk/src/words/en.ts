import { composer } from './en/composer.ts'
import { customer } from './en/customer.ts'
import { desk } from './en/desk.ts'
import { channelWords } from './en/channel-words.ts'
import { forward } from './en/forward.ts'
import { handover } from './en/handover.ts'
import { issue } from './en/issue.ts'
import { notifications } from './en/notifications.ts'
import { palette } from './en/palette.ts'
import { settings } from './en/settings.ts'
import { later } from './en/later.ts'
import { tags } from './en/tags.ts'
import { thread } from './en/thread.ts'
import type { Spoken } from './spoken.ts'

/** Everything the desk says, in English. Plain, short, in the product's own words. */
export const en = {
  ...desk,
  ...channelWords,
  ...notifications,
  ...palette,
  ...issue,
  ...thread,
  ...forward,
  ...handover,
  ...composer,
  ...customer,
  ...settings,
  ...tags,
  ...later,
}

export type Words = Spoken<typeof en>
