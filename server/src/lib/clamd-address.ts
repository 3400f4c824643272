import { SettingError } from './errors.ts'
import type { SettingReader } from './settings.ts'

/** Where clamd listens, as `net.connect` takes it. */
export type ClamdAddress = { path: string } | { host: string; port: number }

const usualPort = 3310

/** `/run/clamav/clamd.ctl`, `host`, `host:port` or `[::1]:port`. */
export function readClamdAddress(read: SettingReader): ClamdAddress | null {
  const value = read.text('CLAMD_ADDRESS')
  if (value === null) return null
  // Linux has no room for a longer one, and what is cut off would be another socket.
  if (value.startsWith('/') && Buffer.byteLength(value) < 108) return { path: value }
  const [, host, port = String(usualPort)] = /^([^\s/@:?#[\]]+|\[[\da-f:.]+\])(?::(\d{1,5}))?$/i.exec(value) ?? []
  if (host !== undefined && Number(port) >= 1 && Number(port) <= 65_535) {
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
  }
  throw new SettingError(
    'CLAMD_ADDRESS',
    'CLAMD_ADDRESS must be the path of a socket, as in /run/clamav/clamd.ctl, or a host and a port, as in clamav:3310.',
  )
}

export function clamdAddressShown(address: ClamdAddress): string {
  if ('path' in address) return address.path
  return `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`
}
