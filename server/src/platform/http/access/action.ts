import type { Permission } from '@throughline/protocol/permissions.ts'

/** What somebody does, named as in the contracts: any caller may do what is open to everybody who is signed in. */
export type Action = 'signed-in' | Permission
