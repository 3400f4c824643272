import { httpWords } from '@throughline/protocol/http/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { AppError } from '../../../lib/errors.ts'
import type { Caller } from '../caller.ts'
import type { Action } from './action.ts'
import { areMet, isNarrowed, rulesFor, type Facts } from './rules.ts'

/** A kind of thing that something is done to. Each part makes those of its own things. */
export interface SubjectKind {
  readonly name: string
  /** The action that shows it: for a caller to whom a rule does not leave even that, it is not there. null: always shown. */
  readonly seenBy: Action | null
  /** What is said of one that is not there. */
  readonly unknown: () => Wording
}

/**
 * What it is done to, with the facts that rules look at. Made by the part that owns the thing, of the row that it reads
 * anyway.
 */
export type Subject = Facts & {
  readonly kind: SubjectKind
  /** Shows or changes things of all customers at once, without telling them apart. */
  readonly ofAllCustomers?: true
}

/** A list, a setting, or a thing that has yet to be looked up: it is asked again once the thing is known. */
export const everything: Subject = { kind: { name: 'everything', seenBy: null, unknown: httpWords.nothing_here } }

/** The logs, queues and webhooks of the installation. Only for callers whom no rule narrows. */
export const allCustomers: Subject = {
  kind: { name: 'all customers', seenBy: null, unknown: httpWords.nothing_here },
  ofAllCustomers: true,
}

/**
 * Who may do what: the one place that decides, for routes, open sockets and every single step in between. Nothing else
 * looks into a caller's permissions or rules. Pure, and cheap enough to be asked for every frame.
 *
 * The role gives permissions; rules, where there are any, narrow them to some customers or issues. No product rule
 * exists yet.
 */
export function can(caller: Caller, action: Action, subject: Subject): boolean {
  return hasPermission(caller, action) && isLeftTo(caller, action, subject)
}

/**
 * Throws unless it is allowed: `not_found`, in the words for a thing that does not exist, where a rule hides the thing
 * from the caller; else `forbidden`, with `message` where there is a better one than the general one.
 */
export function refuseUnlessCan(caller: Caller, action: Action, subject: Subject, message?: Wording): void {
  const { seenBy, unknown } = subject.kind
  if (hasPermission(caller, action)) {
    if (seenBy !== null && !isLeftTo(caller, seenBy, subject)) throw new AppError('not_found', unknown())
    if (isLeftTo(caller, action, subject)) return
    throw new AppError('forbidden', message ?? httpWords.left_to_others())
  }
  throw new AppError('forbidden', message ?? httpWords.permission_missing({ permission: action, role: caller.role }))
}

function hasPermission({ permissions }: Caller, action: Action): boolean {
  return action === 'signed-in' || permissions.has(action)
}

function isLeftTo(caller: Caller, action: Action, subject: Subject): boolean {
  if (subject.ofAllCustomers) return !isNarrowed(caller)
  return areMet(rulesFor(caller, action), subject)
}
