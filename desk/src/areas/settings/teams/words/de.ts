import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  teams: {
    title: 'Teams',
    more: 'Menschen, die das Gleiche beantworten. Ein Anliegen kann einem Team zugewiesen werden.',
    add: 'Team hinzufügen',
    none: 'Noch keine Teams',
    noneMore: 'Mit Teams kann ein Anliegen bekommen, wer davon gerade Zeit hat.',
    name: 'Name',
    members: 'Mitglieder',
    membersPlaceholder: 'Mitglieder auswählen',
    count: (count) => (count === 1 ? '1 Mitglied' : `${count} Mitglieder`),
    edit: (name) => `${name} bearbeiten`,
    editTitle: 'Team bearbeiten',
    saved: (name) => `${name} ist gespeichert.`,
    menu: (name) => `Was mit ${name} geschehen soll`,
    remove: 'Entfernen…',
    removeTitle: (name) => `${name} entfernen?`,
    removeMore:
      'Seine Mitglieder bleiben, und seine Anliegen behalten ihre Zuständigen. Nur ein Team haben sie nicht mehr.',
    removeSubmit: 'Entfernen',
    removed: (name) => `${name} ist entfernt.`,
  },
}
