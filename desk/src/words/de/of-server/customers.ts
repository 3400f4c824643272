import type { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const customers: Translated<typeof customerWords> = {
  no_domain: ({ typed }) => `„${typed}“ ist keine Mail-Domain. Schreiben Sie sie wie in example.com.`,
  domain_of_registry: ({ domain }) =>
    `Unter ${domain} kann jeder Namen anmelden. Sperren Sie die Domain selbst, etwa name.${domain}.`,
  domain_of_provider: ({ domain }) =>
    `Bei ${domain} kann jeder eine Adresse haben. Sperren Sie die einzelne Adresse oder die Person.`,
  domain_of_ours: ({ domain }) =>
    `Bei ${domain} ist eine Adresse von uns oder von Kollegen. Sie kann nicht gesperrt werden.`,
  domain_not_blocked: ({ domain }) => `${domain} ist nicht gesperrt.`,
  no_such_customer: () => 'Diesen Kunden gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  no_such_other: () => 'Den anderen Kunden gibt es nicht.',
  no_such_address: () => 'Diese Adresse gibt es nicht.',
  no_such_merge: () => 'Diese Zusammenführung gibt es nicht.',
  merge_undone_already: () => 'Diese Zusammenführung ist schon rückgängig gemacht.',
  proven_on_both: ({ address }) => `${address} wurde auf beiden Seiten bestätigt.`,
  signed_by_site: () => 'Die Seite der Firma hat es signiert.',
  answered_from_it: () => 'Eine Nachricht, die nur an diese Adresse ging, wurde von ihr beantwortet.',
  signed_in_on_device: () =>
    'Der Besucher, der auf diesem Gerät geschrieben hat, hat sich auf der Seite der Firma angemeldet.',
  vouched: ({ name, reason }) => `${name} hat sie bezeugt: „${reason}“`,
  added_again: ({ name, assurance }) => `Von ${name} noch einmal hinzugefügt, als ${assurance}.`,
  one_already: () => 'Diese beiden sind schon ein Kunde.',
  attributes_too_large: () => 'Die Merkmale eines Kunden dürfen zusammen höchstens 64 KiB haben.',
  blocked_stays: () =>
    'Die Adresse ist gesperrt; würde sie gelöst, käme sie wieder herein. Heben Sie zuerst die Sperre auf.',
  person_stays: () =>
    'Der Kunde ist gesperrt; die Adresse zu lösen, ließe sie wieder herein. Heben Sie zuerst die Sperre des Kunden auf.',
  needs_vouching: ({ assurance, role }) =>
    `Eine Adresse als ${assurance} zu führen braucht die Berechtigung identities.vouch, die die Rolle ${role} nicht hat. Nichts wurde geändert.`,
  only_site_vouches: ({ assurance }) =>
    `Von Hand lässt sich nicht bezeugen, dass eine Adresse ${assurance} ist: Das kann nur die Seite der Firma, mit einem Token.`,
  reason_missing: () => 'Sagen Sie in `reason`, woher Sie wissen, dass die Adresse ihm gehört. Nichts wurde geändert.',
  email_incomplete: () => 'Eine Mail-Adresse hat einen Namen, ein @ und eine Domain, etwa anna@example.com.',
  email_local_part: () => 'Der Teil vor dem @ enthält Zeichen, die keine Mail-Adresse hat.',
  email_domain: () => 'Der Teil nach dem @ ist keine Domain, wie example.com eine ist.',
  email_too_long: ({ max }) => `Eine Mail-Adresse hat höchstens ${max} Zeichen.`,
  handle_empty: () => 'Ein Nutzername braucht mindestens ein Zeichen.',
  phone_without_country: () => 'Eine Telefonnummer braucht ihre Landesvorwahl, etwa +49 30 1234567.',
  not_a_phone: () => 'Das ist keine Telefonnummer. Schreiben Sie sie mit Landesvorwahl, etwa +49 30 1234567.',
  address_too_long: ({ max }) => `Sie ist länger als ${max} Zeichen.`,
  address_empty: () => 'Sie ist leer.',
  identifies_nobody: ({ address }) => `${address} steht für niemanden und gehört darum niemandem.`,
  address_in_use: ({ address, name }) =>
    `${address} gehört zu ${name}. Sind beide eine Person, führen Sie sie zusammen; wenn nicht, lösen Sie die Adresse zuerst dort.`,
  address_in_use_unnamed: ({ address }) =>
    `${address} gehört zu einem anderen Kunden. Sind beide eine Person, führen Sie sie zusammen; wenn nicht, lösen Sie die Adresse zuerst dort.`,
  address_of_somebody: () => 'Die Adresse gehört schon jemand anderem.',
  only_rises: ({ now, wanted }) => `Die Adresse ist schon ${now}, das ist mehr als ${wanted}. Es kann nur steigen.`,
  too_many_addresses: ({ max, kind }) =>
    `Ein Kunde hat höchstens ${max} Adressen der Art ${kind}. Lösen Sie eine, die nicht mehr benutzt wird.`,
}
