import { defineWords } from '../words.ts'

/** What speaks for and against two customers being one person. */
export const evidenceWords = defineWords('evidence', {
  one_claims: ({ address }: { address: string }) => `${address} belongs to one, and the other only claims it`,
  both_claim: ({ address }: { address: string }) => `both merely claim ${address}`,
  answered_mail: ({ address }: { address: string }) => `answered a mail that we sent to ${address}`,
  country_code: ({ one, other }: { one: string; other: string }) =>
    `${one} and ${other} differ in the country code only`,
  end_alike: ({ one, other }: { one: string; other: string }) => `${one} and ${other} end alike`,
  dots_or_tag: ({ one, other }: { one: string; other: string }) => `${one} and ${other} differ in dots or a tag only`,
  name_at_both: ({ name, one, other }: { name: string; one: string; other: string }) =>
    `${name} at both ${one} and ${other}`,
  same_domain: ({ domain }: { domain: string }) => `both write from ${domain}`,
  differ: ({ one, other }: { one: string; other: string }) => `${one} and ${other}`,
  names_same: ({ one, other }: { one: string; other: string }) => `same: ${one} and ${other}`,
  names_similar: ({ one, other }: { one: string; other: string }) => `similar: ${one} and ${other}`,
  names_initials: ({ one, other }: { one: string; other: string }) => `initials: ${one} and ${other}`,
  names_part: ({ one, other }: { one: string; other: string }) => `part: ${one} and ${other}`,
  two_accounts: ({ one, other }: { one: string; other: string }) => `${one} and ${other} are two accounts`,
  both_have: ({ value }: { value: string }) => `both ${value}`,
  merge_undone: ({ day }: { day: string }) => `a merge of the two was undone on ${day}`,
})
