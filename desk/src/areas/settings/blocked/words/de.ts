import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  blocked: {
    title: 'Gesperrte Absender',
    more: 'Was sie senden, wird mit dem Grund in der Quarantäne aufbewahrt, und ihnen wird nichts gesendet.',
    add: 'Domain sperren',
    search: 'Gesperrte Absender suchen',
    kindLabel: 'Was gesperrt ist',
    kinds: { domain: 'Domains', address: 'Adressen', person: 'Personen' },
    none: {
      domain: 'Keine Domain ist gesperrt',
      address: 'Keine einzelne Adresse ist gesperrt',
      person: 'Niemand ist gesperrt',
    },
    noneMore: {
      domain: 'Für Werbung, die jeden Tag von einer neuen Adresse kommt.',
      address: 'Eine Adresse wird in ihrem Menü im Profil gesperrt, oder zusammen mit dem Markieren als Spam.',
      person: 'Eine Person wird im Menü neben ihrem Namen auf allen Kanälen gesperrt.',
    },
    noneFound: 'Kein gesperrter Absender passt',
    by: (name, at) => `Gesperrt von ${name}, ${at}`,
    unknown: 'Gesperrt, bevor das festgehalten wurde',
    unblock: 'Entsperren',
    unblockOne: (name) => `${name} entsperren`,
    unblocked: (name) => `${name} ist entsperrt.`,
    dialog: {
      domain: 'Domain',
      domainMore: 'Adressen darunter, etwa @mail.example.com, sind auch gesperrt.',
      reason: 'Warum',
      hits: (count, isCapped) =>
        count === 0
          ? 'Kein Kunde hat dort eine Adresse.'
          : count === 1
            ? 'Ein Kunde hat dort eine Adresse und ist per Mail auch gesperrt.'
            : `${count}${isCapped ? ' oder mehr' : ''} Kunden haben dort eine Adresse und sind per Mail auch gesperrt.`,
      already:
        'Sie ist schon gesperrt. Der Grund wird ersetzt, oder dieser Teil einer gesperrten Domain steht auch für sich.',
      submit: 'Domain sperren',
      done: (domain) => `${domain} ist gesperrt.`,
    },
  },
}
