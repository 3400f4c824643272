import type { evidenceWords } from '@throughline/protocol/customers/evidence-words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const evidence: Translated<typeof evidenceWords> = {
  one_claims: ({ address }) => `${address} gehört dem einen, der andere behauptet es nur`,
  both_claim: ({ address }) => `beide behaupten ${address}`,
  answered_mail: ({ address }) => `beantwortete eine Mail, die wir an ${address} gesendet hatten`,
  country_code: ({ one, other }) => `${one} und ${other} unterscheiden sich nur in der Landesvorwahl`,
  end_alike: ({ one, other }) => `${one} und ${other} enden gleich`,
  dots_or_tag: ({ one, other }) => `${one} und ${other} unterscheiden sich nur in Punkten oder einem Zusatz`,
  name_at_both: ({ name, one, other }) => `${name} bei ${one} und bei ${other}`,
  same_domain: ({ domain }) => `beide schreiben von ${domain}`,
  differ: ({ one, other }) => `${one} und ${other}`,
  names_same: ({ one, other }) => `gleich: ${one} und ${other}`,
  names_similar: ({ one, other }) => `ähnlich: ${one} und ${other}`,
  names_initials: ({ one, other }) => `gleiche Anfangsbuchstaben: ${one} und ${other}`,
  names_part: ({ one, other }) => `zum Teil gleich: ${one} und ${other}`,
  two_accounts: ({ one, other }) => `${one} und ${other} sind zwei Konten`,
  both_have: ({ value }) => `bei beiden ${value}`,
  merge_undone: ({ day }) => `eine Zusammenführung der beiden wurde am ${day} rückgängig gemacht`,
}
