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
    health: { ok: 'Connected', connecting: 'Connecting', failing: 'Error', disabled: 'Disabled' },
    test: 'Test',
    testing: 'Testing…',
    testOk: 'Everything that could be tried works.',
    testFailed: 'Something does not work yet.',
    own: {
      title: 'What else is ours',
      domains: 'Our mail domains',
      domainsMore:
        'Every address of them is a colleague’s or a machine’s: mail from there is never a customer’s. Channels and colleagues are known already.',
      groups: 'Groups that pass mail on to us',
      groupsMore: 'Such as a Google Group that puts its own address into From.',
      save: 'Save',
      saved: 'Saved.',
    },
    inboundUrl: 'Address to hand messages to',
    save: 'Save',
    create: 'Connect',
    created: (name: string) => `${name} is connected.`,
    savedWithoutSecrets: 'Saved. The channel does not work until you enter what was removed.',
    saved: 'Saved.',
    switchedOn: (name: string) => `${name} is on.`,
    switchedOff: (name: string) => `${name} is off.`,
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
