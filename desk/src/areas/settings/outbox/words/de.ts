import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  outbox: {
    title: 'Postausgang',
    more: 'Es ist kein Server für ausgehende Mail eingerichtet, also liegt sie hier zum Lesen, statt hinauszugehen. Setzen Sie SMTP_URL, oder tragen Sie am Kanal einen Server ein.',
    none: 'Der Postausgang ist leer',
    noneMore: 'Mail liegt hier, solange kein Server für ausgehende eingerichtet ist.',
    to: (names) => `an ${names}`,
    show: 'Anzeigen',
    hide: 'Ausblenden',
  },
}
