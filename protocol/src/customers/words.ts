import { defineWords } from '../words.ts'

export const customerWords = defineWords('customers', {
  no_domain: ({ typed }: { typed: string }) => `"${typed}" is not a mail domain. Write it as in example.com.`,
  domain_of_registry: ({ domain }: { domain: string }) =>
    `Everybody may register names below ${domain}. Block the domain itself, such as name.${domain}.`,
  domain_of_provider: ({ domain }: { domain: string }) =>
    `Everybody may have an address at ${domain}. Block the single address, or the person.`,
  domain_of_ours: ({ domain }: { domain: string }) =>
    `An address of ours or of a colleague is at ${domain}. It cannot be blocked.`,
  domain_not_blocked: ({ domain }: { domain: string }) => `${domain} is not blocked.`,
  no_such_customer: () => 'There is no such customer.',
  no_such_other: () => 'The other customer does not exist.',
  no_such_address: () => 'There is no such address.',
  no_such_merge: () => 'There is no such merge.',
  merge_undone_already: () => 'This merge was undone already.',
  proven_on_both: ({ address }: { address: string }) => `${address} was proven on both sides.`,
  signed_by_site: () => 'The company’s own site signed it.',
  answered_from_it: () => 'A message that was sent to this address alone was answered from it.',
  signed_in_on_device: () => 'The visitor who chatted on this device signed in on the company’s own site.',
  vouched: ({ name, reason }: { name: string; reason: string }) => `${name} vouched for it: ${reason}`,
  added_again: ({ name, assurance }: { name: string; assurance: string }) => `Added again by ${name}, as ${assurance}.`,
  one_already: () => 'These two are one customer already.',
  attributes_too_large: () => 'The attributes of a customer take at most 64 KiB together.',
  blocked_stays: () => 'The address is blocked, and detaching it would let it in again. Unblock it first.',
  person_stays: () =>
    'The customer is blocked, and detaching the address would let it in again. Unblock the customer first.',
  needs_vouching: ({ assurance, role }: { assurance: string; role: string }) =>
    `Saying that an address is ${assurance} needs the permission identities.vouch, which the role ${role} does not have. Nothing was changed.`,
  only_site_vouches: ({ assurance }: { assurance: string }) =>
    `Nobody can vouch by hand that an address is ${assurance}: only the company's own site can, with a token.`,
  reason_missing: () => 'Say in `reason` how you know that the address is theirs. Nothing was changed.',
  address_in_use: ({ address, name }: { address: string; name: string }) =>
    `${address} belongs to ${name}. If the two are one person, merge them; if not, detach it there first.`,
  address_in_use_unnamed: ({ address }: { address: string }) =>
    `${address} belongs to another customer. If the two are one person, merge them; if not, detach it there first.`,
  address_of_somebody: () => 'The address belongs to somebody else already.',
  only_rises: ({ now, wanted }: { now: string; wanted: string }) =>
    `The address is ${now} already, which is more than ${wanted}. It may only rise.`,
  email_incomplete: () => 'A mail address has a name, an @ and a domain, as in anna@example.com.',
  email_local_part: () => 'The part before the @ holds characters that no mail address has.',
  email_domain: () => 'The part after the @ is not a domain, as in example.com.',
  email_too_long: ({ max }: { max: number }) => `A mail address has at most ${max} characters.`,
  handle_empty: () => 'A handle needs at least one character.',
  phone_without_country: () => 'A phone number needs its country code, as in +49 30 1234567.',
  not_a_phone: () => 'This is not a phone number. Write it with its country code, as in +49 30 1234567.',
  address_too_long: ({ max }: { max: number }) => `It is longer than ${max} characters.`,
  address_empty: () => 'It is empty.',
  identifies_nobody: ({ address }: { address: string }) => `${address} identifies nobody, so it belongs to nobody.`,
  too_many_addresses: ({ max, kind }: { max: number; kind: string }) =>
    `A customer has at most ${max} addresses of the kind ${kind}. Detach one that is no longer used.`,
})
