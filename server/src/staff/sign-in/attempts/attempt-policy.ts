import { minuteMs } from '../../../lib/clock.ts'
import { networkOf } from '../../../lib/network-of.ts'

/** One try to prove who one is, by a password or by the code of a second factor. */
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
  /** Wrong tries, and tries under way, in one window. */
  max: number
}

export const windowMs = 15 * minuteMs

export const maxByScope = {
  password: { device: 10, devices: 30, accountFromAddress: 10, address: 50, account: 100 },
  // A code has only six digits, and comes after the right password: fewer, and mistyped less often.
  code: { device: 5, devices: 10, accountFromAddress: 5, address: 30, account: 10 },
} as const

/** So many wrong tries at one account, or from one address, are told to the admins. */
export const noticedAfter = {
  account: { password: 20, code: 5 },
  address: { password: 20, code: 20 },
  devices: { password: 20, code: 10 },
} as const

/**
 * What a try counts against; all must have room. The strictest comes first, so that what is refused there uses up
 * nothing of what others need. A known device has a count of its own, and all known devices of an account have one
 * together: guessing without such a cookie, however much, does not keep the owner out of their own browser, and a
 * collection of cookies is worth little more than one. Accounts that do not exist are counted alike. Pure.
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
