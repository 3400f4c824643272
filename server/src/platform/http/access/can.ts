import type { Permission } from '@throughline/protocol/permissions.ts'
import { AppError } from '../../../lib/errors.ts'
import type { Caller } from '../caller.ts'

/** What somebody does, named as in the contracts: any caller may do what is open to everybody who is signed in. */
export type Action = 'signed-in' | Permission

/**
 * What it is done to, as far as that is known where the question is asked. `everything` is a list, a setting, or a
 * thing that has yet to be looked up: a rule about single things is asked again once the thing is known.
 */
export type Subject =
  | { readonly kind: 'everything' }
  | {
      readonly kind: 'customer' | 'identity' | 'entry' | 'issue' | 'view' | 'saved_reply' | 'role'
      readonly id: string
    }

export const everything: Subject = { kind: 'everything' }

/**
 * Who may do what: the one place that decides, for routes, open sockets and every single step in between. Nothing else
 * looks into a caller's permissions. Pure, and cheap enough to be asked for every frame.
 *
 * Today the role decides alone. The subject is asked for all the same, so that rules about single things (a team, an
 * assignee, a restricted customer) find it here.
 */
export function can(caller: Caller, action: Action, _subject: Subject): boolean {
  return action === 'signed-in' || caller.permissions.has(action)
}

/** Throws `forbidden` unless it is allowed; `message` where there is a better one than the general one. */
export function refuseUnlessCan(caller: Caller, action: Action, subject: Subject, message?: string): void {
  if (can(caller, action, subject)) return
  throw new AppError(
    'forbidden',
    message ??
      `This call needs the permission ${action}, which the role ${caller.role} does not have. An admin can change that.`,
  )
}
