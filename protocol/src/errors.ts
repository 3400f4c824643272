import { z } from 'zod'
import { Words } from './words.ts'

/** Every error code on the wire and the HTTP status it implies. Codes are stable: add, never rename. */
export const statusByCode = {
  invalid_request: 400,
  invalid_json: 400,
  invalid_cursor: 400,
  /** It is among the passwords that are guessed first. */
  guessable_password: 400,
  unauthenticated: 401,
  invalid_signature: 401,
  /** Web chat: the host's token about its visitor is wrong, forged, expired or used elsewhere. */
  identity_refused: 401,
  /** Web chat: the visitor token was logged out or its sign-in lapsed; it never works again. */
  session_over: 401,
  forbidden: 403,
  csrf_rejected: 403,
  /** Web chat: the page that asks is on no site of the channel. */
  origin_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  /** A body that arrives too slowly, or not at all. */
  request_timeout: 408,
  conflict: 409,
  already_exists: 409,
  already_merged: 409,
  identity_in_use: 409,
  /** Web chat: the device talked for another account before. */
  other_account: 409,
  issue_not_open: 409,
  merge_already_undone: 409,
  setup_already_done: 409,
  gone: 410,
  too_large: 413,
  unsupported_media_type: 415,
  unreachable_customer: 422,
  unusable_channel: 422,
  unsafe_address: 422,
  too_many_files: 429,
  too_many_requests: 429,
  internal_error: 500,
  upstream_failed: 502,
  unavailable: 503,
  insufficient_storage: 507,
} as const

export type ErrorCode = keyof typeof statusByCode

/** What is wrong with one field. */
export const FieldProblem = z.object({ path: z.string(), message: z.string(), words: z.array(Words).default([]) })
export type FieldProblem = z.infer<typeof FieldProblem>

/** What a problem says beyond the members that all of them have. */
const furtherMembers = {
  errors: z
    .array(FieldProblem)
    .optional()
    .describe('With `invalid_request` and `already_exists`: one item per field that was not accepted.'),
  customerId: z.string().optional().describe('With `identity_in_use`: the customer who has the address.'),
  identityId: z.string().optional().describe('With `identity_in_use`: the address, as that customer has it.'),
  changed: z
    .array(z.string())
    .optional()
    .describe('With `conflict`: the fields that were changed since they were read.'),
  mergedIntoId: z
    .string()
    .optional()
    .describe('With `conflict`: the issue that stands for the one that was asked for.'),
}

/** Which of them a code may bring. */
export const membersByCode: { readonly [C in ErrorCode]?: readonly (keyof typeof furtherMembers)[] } = {
  invalid_request: ['errors'],
  already_exists: ['errors'],
  identity_in_use: ['customerId', 'identityId'],
  conflict: ['changed', 'mergedIntoId'],
}

/** RFC 9457, served as `application/problem+json`. */
export const Problem = z
  .object({
    type: z.string().describe('A URI that names the problem; `about:blank` is never used.'),
    title: z.string(),
    status: z.number().int(),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets what it knew
    code: z.enum(Object.keys(statusByCode) as [ErrorCode, ...ErrorCode[]]),
    detail: z.string().describe('What happened, what is safe, what to do.'),
    words: z.array(Words).default([]).describe('`detail` as codes, one for each sentence; empty when it has none.'),
    instance: z.string().optional().describe('The id of the request, also in the `X-Request-Id` header and the log.'),
    ...furtherMembers,
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
