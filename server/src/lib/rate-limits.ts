import type { SettingReader } from './settings.ts'

/** Requests per minute. */
export interface RateLimits {
  /** Of one signed-in caller (a person or a token). */
  readonly perCaller: number
  /** Of one token that hands in messages, and of one address at a provider's webhook. */
  readonly inbound: number
  /** Of one network address without a sign-in, or with a wrong one. */
  readonly anonymous: number
  /** Of the chat's visitors behind one network address: whole offices share one. */
  readonly visitor: number
  /** Attempts to sign in or set up, of one network address. */
  readonly signIn: number
}

export function readRateLimits(read: SettingReader): RateLimits {
  return {
    perCaller: read.integer('RATE_LIMIT', { min: 1 }) ?? 120_000,
    inbound: read.integer('RATE_LIMIT_INBOUND', { min: 1 }) ?? 1_200_000,
    anonymous: read.integer('RATE_LIMIT_ANONYMOUS', { min: 1 }) ?? 300,
    visitor: read.integer('RATE_LIMIT_VISITOR', { min: 1 }) ?? 1200,
    signIn: read.integer('RATE_LIMIT_SIGN_IN', { min: 1 }) ?? 60,
  }
}
