export const en = {
  blocked: {
    title: 'Blocked senders',
    more: 'What they send is kept in the quarantine with the reason, and nothing is sent to them.',
    add: 'Block a domain',
    search: 'Search blocked senders',
    kindLabel: 'What is blocked',
    kinds: { domain: 'Domains', address: 'Addresses', person: 'People' },
    none: {
      domain: 'No domain is blocked',
      address: 'No single address is blocked',
      person: 'Nobody is blocked',
    },
    noneMore: {
      domain: 'For advertising that comes from a new address each day.',
      address: 'An address is blocked in its own menu on the profile, or together with marking spam.',
      person: 'A person is blocked on all channels in the menu beside their name.',
    },
    noneFound: 'No blocked sender matches',
    by: (name: string, at: string) => `Blocked by ${name}, ${at}`,
    unknown: 'Blocked before this was written down',
    unblock: 'Unblock',
    unblockOne: (name: string) => `Unblock ${name}`,
    unblocked: (name: string) => `${name} is unblocked.`,
    dialog: {
      domain: 'Domain',
      domainMore: 'Addresses below it, such as @mail.example.com, are blocked as well.',
      reason: 'Why',
      hits: (count: number, isCapped: boolean) =>
        count === 0
          ? 'No customer has an address there.'
          : count === 1
            ? 'One customer has an address there and is blocked by mail, too.'
            : `${count}${isCapped ? ' or more' : ''} customers have an address there and are blocked by mail, too.`,
      already: 'It is blocked already. The reason is replaced, or this part of a blocked domain is listed by itself.',
      submit: 'Block the domain',
      done: (domain: string) => `${domain} is blocked.`,
    },
  },
}
