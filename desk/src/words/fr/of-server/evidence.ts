import type { evidenceWords } from '@throughline/protocol/customers/evidence-words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const evidence: Translated<typeof evidenceWords> = {
  one_claims: ({ address }) => `${address} est à l’un, et l’autre le déclare seulement`,
  both_claim: ({ address }) => `les deux déclarent ${address}`,
  answered_mail: ({ address }) => `a répondu à un e-mail que nous avions envoyé à ${address}`,
  country_code: ({ one, other }) => `${one} et ${other} ne diffèrent que par l’indicatif`,
  end_alike: ({ one, other }) => `${one} et ${other} se terminent de la même façon`,
  dots_or_tag: ({ one, other }) => `${one} et ${other} ne diffèrent que par des points ou un suffixe`,
  name_at_both: ({ name, one, other }) => `${name} chez ${one} et chez ${other}`,
  same_domain: ({ domain }) => `les deux écrivent depuis ${domain}`,
  differ: ({ one, other }) => `${one} et ${other}`,
  names_same: ({ one, other }) => `identiques : ${one} et ${other}`,
  names_similar: ({ one, other }) => `semblables : ${one} et ${other}`,
  names_initials: ({ one, other }) => `mêmes initiales : ${one} et ${other}`,
  names_part: ({ one, other }) => `en partie identiques : ${one} et ${other}`,
  two_accounts: ({ one, other }) => `${one} et ${other} sont deux comptes`,
  both_have: ({ value }) => `${value} chez les deux`,
  merge_undone: ({ day }) => `une fusion des deux a été annulée le ${day}`,
}
