// What the driver offers to query classes of other packages (cursors, copy streams) and its types leave out.

declare module 'pg/lib/utils.js' {
  /** A value as it goes over the wire. */
  export function prepareValue(value: unknown): string | Buffer | null
}
