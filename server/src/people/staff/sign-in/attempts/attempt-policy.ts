import { minuteMs } from '../../../../lib/clock.ts'
import { networkOf } from '../../../../lib/network-of.ts'

/** One attempt to sign in, with a password or with the code of a second factor. */
export interface Attempt {
  kind: 'password' | 'code'
  /** The mail address of the account, as it was typed; there need not be such an account. */
  account: string
  address: string
  /** A browser in which this account signed in before, proven by its cookie. */
  device: string | null
}

export interface Limit {
  scope: 'device' | 'devices' | 'accountFromAddress' | 'address' | 'account'
  /** What is counted. */
  key: string
  /** Wrong and running attempts in one window. */
  max: number
}

export const windowMs = 15 * minuteMs

export const maxByScope = {
  password: { device: 10, devices: 30, accountFromAddress: 10, address: 50, account: 100 },
  // A code has only six digits, and is asked for after the right password: lower limits.
  code: { device: 5, devices: 10, accountFromAddress: 5, address: 30, account: 10 },
} as const

/** After so many wrong attempts at one account, or from one address, people are notified. */
export const noticedAfter = {
  account: { password: 20, code: 5 },
  address: { password: 20, code: 20 },
  devices: { password: 20, code: 10 },
} as const

/**
 * The limits that an attempt counts against; it must be within all of them. The strictest comes first, so that an attempt
 * that it refuses uses up none of the others. A known device has a count of its own, and all known devices of an account
 * share another: guesses without such a cookie do not keep the owner out of their browser, and collecting cookies helps
 * little. Accounts that do not exist are counted in the same way. Pure.
 */
export function limitsOf({ kind, account, address, device }: Attempt): Limit[] {
  const who = accountOf(account)
  const from = networkOf(address)
  const max = maxByScope[kind]
  if (device !== null) {
    return [
      { scope: 'device', key: `${kind} device ${device} ${who}`, max: max.device },
      { scope: 'devices', key: `${kind} devices ${who}`, max: max.devices },
    ]
  }
  return [
    { scope: 'accountFromAddress', key: `${kind} from ${from} ${who}`, max: max.accountFromAddress },
    { scope: 'address', key: `${kind} address ${from}`, max: max.address },
    { scope: 'account', key: `${kind} account ${who}`, max: max.account },
  ]
}

export const accountOf = (email: string): string => email.trim().toLowerCase()
