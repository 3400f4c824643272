export const en = {
  outbox: {
    title: 'Outbox',
    more: 'No outgoing mail server is configured, so mail is kept here for reading instead of leaving. Set SMTP_URL, or a server on the channel, to send it.',
    none: 'The outbox is empty',
    noneMore: 'Mail is kept here while no outgoing server is configured.',
    to: (names: string) => `to ${names}`,
    show: 'Show',
    hide: 'Hide',
  },
}
