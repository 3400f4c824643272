import { defineWords } from '../words.ts'

/** What the database, the file store or another server did not do. */
export const systemWords = defineWords('system', {
  database_full: () => 'The disk of the database is full. Nothing was stored; try again.',
  database_connections: () => 'All connections to the database are in use. Nothing was stored; try again.',
  database_away: () => 'The database does not answer. Nothing was stored; try again.',
  database_closed: () => 'The database cannot be opened. Nothing was stored; try again.',
  database_memory: () => 'The database is out of memory. Nothing was stored; try again.',
  database_locked: () => 'Other work in the database holds what this needs. Nothing was stored; try again.',
  database_slow: () => 'The database took too long. Nothing was stored; try again.',
  disk_full: () => 'The disk is full. Nothing was stored; try again.',
  file_missing: () => 'The file is not in the store. The entry it belongs to is safe.',
  file_not_handed_over: () => 'The file store did not hand over the file. It is tried again when asked.',
  no_room_for_file: () => 'There is no room for this file now. Nothing was stored.',
  not_http: () => 'The address must start with http:// or https://.',
  address_with_password: () => 'The address must not hold a user name or password.',
  internal_address: ({ name }: { name: string }) =>
    `${name} is an address inside the network of this server, and is not called. If it is meant to be, an operator of the server can name it in ALLOWED_PRIVATE_HOSTS.`,
  internal_mail_address: ({ name }: { name: string }) =>
    `${name} is an address inside the network of this server, and is not called. No mail server lives there.`,
  unknown_name: ({ name }: { name: string }) => `The name ${name} cannot be resolved. Check its spelling.`,
  no_name_server: ({ name }: { name: string }) => `No name server answers for ${name} just now. Try again later.`,
  redirects_too_often: ({ host }: { host: string }) => `${host} could not be called: it redirects too often.`,
  call_too_slow: ({ host }: { host: string }) => `${host} could not be called: it took too long.`,
  answer_too_large: ({ host, maxBytes }: { host: string; maxBytes: number }) =>
    `${host} could not be called: it answers with more than ${maxBytes} bytes.`,
  call_failed: ({ host, reason }: { host: string; reason: string }) => `${host} could not be called: ${reason}.`,
  answered_with: ({ host, status }: { host: string; status: number }) => `${host} answered with ${status}.`,
  widget_not_built: () => 'The widget is not built yet: run `npm run build` and load this page again.',
  lab_not_built: () => 'The lab’s page is not built yet: run `npm run build` and load this page again.',
})
