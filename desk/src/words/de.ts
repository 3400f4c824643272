import { customers } from './de/customers.ts'
import { desk } from './de/desk.ts'
import { firstSteps } from './de/first-steps.ts'
import { inbox } from './de/inbox.ts'
import { notifications } from './de/notifications.ts'
import { palette } from './de/palette.ts'
import { signIn } from './de/sign-in.ts'
import { composer } from './de/composer.ts'
import { customer } from './de/customer.ts'
import { house } from './de/house.ts'
import { issue } from './de/issue.ts'
import { settings } from './de/settings.ts'
import { thread } from './de/thread.ts'
import { ofServer } from './de/of-server/of-server.ts'
import type { Words } from './en.ts'

/**
 * Everything the desk says, in German: „Sie“, kurz, wie Kolleginnen und Kollegen sprechen. One word for one thing, as
 * in the glossary: customer Kunde (die Kundschaft, wo es um Menschen geht), thread Verlauf, entry Eintrag, issue
 * Anliegen, channel Kanal, staff Team, inbox Posteingang, owner zuständig, note Notiz, snooze zurückstellen, close
 * abschließen, handover Übergabe, merge zusammenführen, join verbinden, address Adresse, draft Entwurf.
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

export const de = { words, ofServer }
