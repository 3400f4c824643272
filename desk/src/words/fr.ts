import { customers } from './fr/customers.ts'
import { desk } from './fr/desk.ts'
import { firstSteps } from './fr/first-steps.ts'
import { inbox } from './fr/inbox.ts'
import { notifications } from './fr/notifications.ts'
import { palette } from './fr/palette.ts'
import { signIn } from './fr/sign-in.ts'
import { composer } from './fr/composer.ts'
import { customer } from './fr/customer.ts'
import { house } from './fr/house.ts'
import { issue } from './fr/issue.ts'
import { settings } from './fr/settings.ts'
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

export const fr = { words, ofServer }
