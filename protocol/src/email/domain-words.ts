import { defineWords } from '../words.ts'

/** How a mail server was found, and what the records of a sender's domain say. */
export const emailDomainWords = defineWords('email_domain', {
  found_known: ({ provider }: { provider: string }) => `The servers of ${provider}.`,
  found_published: ({ domain }: { domain: string }) =>
    `Found in the settings that ${domain} publishes for mail programs.`,
  found_records: ({ domain }: { domain: string }) => `Found in the name records of ${domain}.`,
  found_tried: ({ domain }: { domain: string }) => `Usual names of ${domain}, where a mail server answers.`,
  found_nothing: ({ domain }: { domain: string }) =>
    `Nothing was found for ${domain}. Write the servers below; your provider’s help names them.`,
  only_mailbox: () => 'No outgoing server was found: write it below.',
  only_outgoing: () => 'No server of the mailbox was found: write it below.',
  not_looked_up: ({ name }: { name: string }) => `${name} could not be looked up just now.`,
  spf_missing: () =>
    'There is no SPF record: receivers cannot tell which servers may send for the domain, and may take its mail for spam.',
  spf_twice: () => 'There are two SPF records, which counts as none: merge them into one.',
  spf_anybody: () => 'The record lets any server in the world send for the domain: end it with ~all or -all.',
  spf_allows: ({ provider }: { provider: string }) => `The record allows ${provider} to send for the domain.`,
  spf_without: ({ include }: { include: string }) =>
    `The record does not name ${include}. Unless something else in it allows the server, add that.`,
  spf_there: () => 'There is a record. Which servers it allows was not looked at: no outgoing server is set here.',
  spf_of_host: ({ host }: { host: string }) =>
    `There is a record. Whether it allows ${host} cannot be seen from here: ask the provider of that server what to include.`,
  dkim_there: () =>
    'There is a key for signatures. Whether the outgoing server signs with it shows in a mail that it sent.',
  dkim_not_found: ({ selectors }: { selectors: readonly string[] }) =>
    `No key was found under the usual names (${selectors.join(', ')}). It may have another: the provider of the outgoing server says which, and how to switch signing on.`,
  dmarc_missing: () =>
    'There is no DMARC record: anybody can write in the name of the domain, and some receivers refuse its mail.',
  dmarc_twice: () => 'There are two DMARC records, which counts as none: keep one.',
  dmarc_without_policy: () => 'The record names no policy (p=none, quarantine or reject), so receivers ignore it.',
  dmarc_watches: () =>
    'The record only asks for reports (p=none). Once they show that all your own mail passes, quarantine or reject keeps forgers out.',
  dmarc_protects: ({ policy }: { policy: string }) => `Mail that fails is to be refused or set aside (p=${policy}).`,
})
