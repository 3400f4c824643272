import { desk } from './de/desk.ts'
import { channelWords } from './de/channel-words.ts'
import { notifications } from './de/notifications.ts'
import { palette } from './de/palette.ts'
import { composer } from './de/composer.ts'
import { customer } from './de/customer.ts'
import { forward } from './de/forward.ts'
import { handover } from './de/handover.ts'
import { issue } from './de/issue.ts'
import { settings } from './de/settings.ts'
import { later } from './de/later.ts'
import { tags } from './de/tags.ts'
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

export const de = { words, ofServer }
