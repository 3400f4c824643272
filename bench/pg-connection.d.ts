// The driver's connection, for counting what it sends.
declare module 'pg/lib/connection.js' {
  export default class Connection {
    parse(message: { text: string; name?: string }): void
    bind(message: { statement?: string }): void
    sync(): void
    query(text: string): void
  }
}
