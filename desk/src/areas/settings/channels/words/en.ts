interface FloodWords {
  when: string
  count: string
  isOne: boolean
  networks: string
}

export const en = {
  channels: {
    title: 'Channels',
    more: 'The ways in and out. A customer keeps one thread, whichever they use.',
    connected: 'Connected',
    connect: 'Connect another',
    none: 'No channel yet',
    noneMore: 'Connect the first, and what customers write shows in the inbox.',
    add: (name: string) => `Connect ${name}`,
    nameLabel: 'Name',
    nameMore: 'What colleagues call it.',
    enabled: 'Enabled',
    receivesOnly: 'Receives only',
    health: { ok: 'Connected', connecting: 'Connecting', failing: 'Error', disabled: 'Disabled' },
    test: 'Test',
    testing: 'Testing…',
    testOk: 'Everything that could be tried works.',
    testFailed: 'Something does not work yet.',
    own: {
      title: 'Our own domains and groups',
      domains: 'Our mail domains',
      domainsMore:
        'Every address of them is a colleague’s or a machine’s: mail from there is never a customer’s. Channels and colleagues are known already.',
      groups: 'Groups that pass mail on to us',
      groupsMore: 'Such as a Google Group that puts its own address into From.',
      save: 'Save',
      saved: 'Saved.',
    },
    mail: {
      where: 'Where the mailbox is',
      places: { google: 'Gmail', microsoft: 'Microsoft 365', other: 'Another provider' },
      address: 'Address',
      addressMore: 'What customers write to. The servers are found from it.',
      addressNeeded: 'Write a mail address, such as support@example.com.',
      senderName: 'Sender name',
      senderNameMore: 'Such as Acme: mail then comes from “Anna via Acme”.',
      password: 'Password',
      passwordMore: 'Of the mailbox. Some providers want an app password, made for one program.',
      appPassword: 'App password',
      appPasswordMore: (isGoogle: boolean) =>
        isGoogle
          ? 'Not your usual one. In the Google account: Security, 2-Step Verification, App passwords. It can be revoked there.'
          : 'Not your usual one: your provider makes it for one program, in the security settings of the account.',
      clientId: 'Client ID',
      clientIdMore:
        'Microsoft takes no passwords from programs. Register an app at Microsoft Entra; this is its application id.',
      refreshToken: 'Refresh token',
      refreshTokenMore: 'From signing in once as the mailbox with that app. The guide shows how.',
      finding: 'Looking for the servers…',
      onlyNew: 'Only new mail is read; nothing in the mailbox is marked, moved or deleted.',
      all: 'All settings',
      short: 'Only what is needed',
    },
    domain: {
      title: 'Your domain',
      more: 'What receivers find in DNS decides whether your answers reach the inbox or the spam folder.',
      check: 'Check the domain',
      none: 'Set an address first: its domain is what is looked at.',
      names: { spf: 'SPF', dkim: 'DKIM', dmarc: 'DMARC' },
      states: { ok: 'OK', weak: 'Weak', missing: 'Missing', wrong: 'Wrong', unknown: 'Unknown' },
      found: 'Found',
      publish: (name: string) => `Publish as TXT record of ${name}`,
      copy: 'Copy',
      copied: 'Copied',
    },
    setUp: 'At the provider',
    inboundUrl: 'Inbound URL',
    save: 'Save',
    create: 'Connect',
    created: (name: string) => `${name} is connected.`,
    savedWithoutSecrets: 'Saved. The channel does not work until you enter what was removed.',
    saved: 'Saved.',
    switchedOn: (name: string) => `${name} is enabled.`,
    switchedOff: (name: string) => `${name} is disabled.`,
    remove: 'Disconnect…',
    removeTitle: (name: string) => `Disconnect ${name}?`,
    removeMore:
      'Nothing comes in or goes out by it any more. What was said stays on the threads. Its passwords are forgotten.',
    removeSubmit: 'Disconnect',
    removed: (name: string) => `${name} is disconnected.`,
    unsaved: 'Not saved yet',
  },
  floods: {
    label: 'Refused because of a flood',
    since: (time: string) => `Since ${time}`,
    between: (start: string, end: string) => `Between ${start} and ${end}`,
    networks: (count: string) => `${count} network addresses`,
    oneNetwork: (network: string) => `the network address ${network}`,
    manyNetworks: 'very many network addresses',
    refused: {
      visitor: ({ when, count, isOne, networks }: FloodWords) =>
        `${when}, ${count} new ${isOne ? 'visitor' : 'visitors'} from ${networks} ${isOne ? 'was' : 'were'} refused.`,
      file: ({ when, count, isOne, networks }: FloodWords) =>
        `${when}, ${count} ${isOne ? 'file' : 'files'} of visitors from ${networks} ${isOne ? 'was' : 'were'} refused.`,
      connection: ({ when, count, isOne, networks }: FloodWords) =>
        `${when}, ${count} ${isOne ? 'connection' : 'connections'} of visitors from ${networks} ${isOne ? 'was' : 'were'} refused.`,
    },
    most: (networks: string) => `Most came from ${networks}.`,
    more: 'People from other addresses still get through. An address that goes on can be blocked at your proxy or firewall.',
    moreMany:
      'So many addresses take part that new visitors from any address may be refused for now. Your proxy or firewall can refuse them earlier.',
    proxy: 'If the address is that of your own proxy, set TRUST_PROXY: otherwise all visitors share it.',
  },
}
