import type { IncomingHttpHeaders } from 'node:http'
import type { Permission } from '@throughline/protocol/permissions.ts'
import type { Rule } from './access/rules.ts'

/** Who is asking: a person with a session, or a program with an API token. */
export interface Caller {
  readonly kind: 'staff' | 'token'
  readonly id: string
  readonly name: string
  readonly role: string
  readonly permissions: ReadonlySet<Permission>
  /** What they may use them on, where that is not everything. Only `can` and its lists look at it. */
  readonly narrowedBy?: readonly Rule[]
  /** The network address, as far as we believe it. */
  readonly address: string
  /** The session that proves it; a token is proven by the row of its `id`. */
  readonly sessionId?: string
  /** When that ends by itself, in milliseconds; Infinity for a token that does not. */
  readonly endsAtMs?: number
}

/**
 * The rules that narrow a person or a token, read when they are recognised and whenever access has changed. For a token
 * the person who stands for it is asked for as well.
 */
export type RulesOf = (who: Pick<Caller, 'kind' | 'id' | 'role'>) => readonly Rule[] | Promise<readonly Rule[]>

/** What tells who is asking, of a plain request as of a WebSocket upgrade. */
export interface Credentials {
  readonly headers: IncomingHttpHeaders
  readonly address: string
}

/** Null: nobody we know. Answers without a promise when it can, for this is on the path of every request. */
export type Authenticate = (credentials: Credentials) => Caller | null | Promise<Caller | null>

/** Who they are by now, for callers that were recognised before: in the same order, null for nobody any more. */
export type CallersNow = (callers: readonly Caller[]) => Promise<(Caller | null)[]>
