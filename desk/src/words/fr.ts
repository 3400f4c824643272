import { desk } from './fr/desk.ts'
import { channelWords } from './fr/channel-words.ts'
import { notifications } from './fr/notifications.ts'
import { palette } from './fr/palette.ts'
import { composer } from './fr/composer.ts'
import { customer } from './fr/customer.ts'
import { forward } from './fr/forward.ts'
import { handover } from './fr/handover.ts'
import { issue } from './fr/issue.ts'
import { settings } from './fr/settings.ts'
import { later } from './fr/later.ts'
import { tags } from './fr/tags.ts'
import { thread } from './fr/thread.ts'
import { ofServer } from './fr/of-server/of-server.ts'
import type { Words } from './en.ts'

/**
 * Everything the desk says, in French: « vous », court, comme on parle au travail. One word for one thing, as in the
 * glossary: customer client, thread fil, entry entrée, issue demande, channel canal, staff équipe, inbox boîte de
 * réception, owner responsable, note note, snooze mettre en veille, close fermer, handover transmission, merge fusionner,
 * join regrouper, address adresse, draft brouillon.
 */
const words: Words = {
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

export const fr = { words, ofServer }
