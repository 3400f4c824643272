import { defineWords } from '../words.ts'

/** Why a request was not taken, whatever it was about. */
export const httpWords = defineWords('http', {
  fields_refused: ({ path, message, more }: { path: string; message: string; more: number }) =>
    `${path === '' ? '' : `${path}: `}${ended(message)}${more > 0 ? ` There are ${more} more.` : ''}`,
  idempotency_key_differs: ({ field }: { field: string }) =>
    `Idempotency-Key is another than ${field} of the body. Send one of them.`,
  upload_cut_off: () => 'The upload was cut off.',
  file_too_large: ({ maxMiB }: { maxMiB: number }) => `A file may have ${maxMiB} MiB. Nothing was stored.`,
  file_too_slow: () => 'The file did not arrive in time. Nothing was stored; send it again.',
  unknown_encoding: ({ encodings }: { encodings: string[] }) =>
    'The body is encoded in a way that this call does not read. ' +
    (encodings.length === 0
      ? 'Send it without Content-Encoding.'
      : `Send it as ${encodings.slice(0, -1).join(', ')} or ${encodings.at(-1)}, or without Content-Encoding.`),
  body_too_large: () => 'The body is larger than this call takes. Nothing was stored.',
  badly_encoded: ({ encoding }: { encoding: string }) => `The body is not valid ${encoding}.`,
  not_utf8: () => 'The body is not valid UTF-8.',
  nests_too_deep: ({ maxDepth }: { maxDepth: number }) => `The body nests deeper than ${maxDepth} levels.`,
  unread_field: () => 'The body has a field named __proto__ or constructor.prototype, which is never read.',
  not_json: () => 'The body is not valid JSON.',
  not_json_at: ({ position }: { position: number }) => `The body is not valid JSON (at character ${position}).`,
  nul_character: ({ path }: { path: string }) =>
    `${path === '' ? 'The body' : path} must not contain the NUL character. Nothing was stored.`,
  not_unicode: ({ path }: { path: string }) =>
    `${path === '' ? 'The body' : path} must be well-formed Unicode. Nothing was stored.`,
  nul_in_address: () => 'The address contains the NUL character.',
  malformed_address: () => 'The address has malformed percent-encoding.',
  foreign_cursor: () =>
    'The cursor was not made by this list. Give back `nextCursor` as it came, or leave it out to begin again.',
  too_many_requests: ({ max, seconds }: { max: number; seconds: number }) =>
    `More than ${max} requests in a minute. Nothing was done; try again in ${seconds} seconds.`,
  sign_in_needed: () =>
    'This call needs a sign-in. Send the session cookie, or an API token as `Authorization: Bearer …`.',
  token_unknown: () => 'The API token is not known, was revoked, or has expired. Make a new one in the settings.',
  permission_missing: ({ permission, role }: { permission: string; role: string }) =>
    `This call needs the permission ${permission}, which the role ${role} does not have. An admin can change that.`,
  left_to_others: () => 'A rule of this installation leaves this to others.',
  not_of_protocol: () => 'The message is not one of the protocol.',
  metrics_not_from_here: () =>
    'Numbers are for programs on the same machine. From elsewhere, send METRICS_TOKEN or an API token that may read the audit log as `Authorization: Bearer …`.',
  metrics_token_unknown: () => 'The token is not known.',
  other_site: () =>
    'The request was sent by a page of another site, so nothing was done. Open Throughline itself and try there.',
  other_address: ({ from, publicUrl }: { from: string; publicUrl: string }) =>
    `The request was sent by a page at ${from}, which is not an address of this installation, so nothing was done. ` +
    `Open ${publicUrl} and try there. If ${from} is right, set PUBLIC_URL to it on the server, or add it to ALLOWED_ORIGINS.`,
  not_understood: () => 'The request was not understood.',
  broke: () =>
    'Something broke on our side. Give the number in `instance` to the people who run this server; it names the log entry.',
  answer_against_contract: ({ call, wrong }: { call: string; wrong: string }) => `${call} ${wrong}`,
  websocket_only: () => 'This address speaks WebSocket: ask for an upgrade.',
  nothing_here: () => 'There is nothing at this address.',
  other_methods: ({ path, methods }: { path: string; methods: string[] }) => `${path} takes ${methods.join(', ')}.`,
  not_sent_as_json: () => 'Send the body as `Content-Type: application/json`.',
  wrong_length: () => 'The body is not as long as its Content-Length says.',
  connection_closed: () => 'The connection was closed before the body was complete.',
  changed_meanwhile: () =>
    'Somebody has changed this since you read it. Nothing was overwritten: read it again, and decide.',
})

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
