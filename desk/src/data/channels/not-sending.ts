import type { Channel } from '@throughline/protocol/channels/channels.ts'

/**
 * The mail channels by which nothing leaves, as far as somebody has to do something about them. One that was never given an
 * address, as a first start makes it, is left out once another one sends. Pure.
 */
export function channelsThatDoNotSend(channels: readonly Channel[]): Channel[] {
  const mail = channels.filter(({ kind, enabled }) => kind === 'email' && enabled)
  const sends = mail.some(({ sending }) => sending.state === 'sends')
  return mail.filter(({ sending, settings }) => {
    if (sending.state === 'sends') return false
    return sending.state === 'failing' || !sends || settings['address'] !== undefined
  })
}
