import Connection from 'pg/lib/connection.js'

/** What the process asked PostgreSQL since it was last looked at. */
export interface Trips {
  /** Times that something was sent and its answer awaited. */
  trips: number
  statements: number
  /** By what they hold: the names of the statements, or the beginning of their text. */
  kinds: Record<string, number>
}

/** Counts by the driver's messages from now on, of every library that uses it. */
export function countTrips(): () => Trips {
  let counted: Trips = { trips: 0, statements: 0, kinds: {} }
  const onTheWay = new WeakMap<object, string[]>()
  const unnamed = new WeakMap<object, string>()
  // oxlint-disable-next-line typescript/unbound-method -- called with the connection below
  const { parse, bind, sync, query } = Connection.prototype

  const ended = (connection: object): void => {
    const names = onTheWay.get(connection) ?? []
    onTheWay.delete(connection)
    counted.trips++
    counted.statements += names.length
    const kind = names.join(' + ')
    counted.kinds[kind] = (counted.kinds[kind] ?? 0) + 1
  }
  const add = (connection: object, name: string): void => {
    onTheWay.set(connection, [...(onTheWay.get(connection) ?? []), name])
  }
  Connection.prototype.parse = function (message) {
    if (!message.name) unnamed.set(this, beginningOf(message.text))
    return parse.call(this, message)
  }
  Connection.prototype.bind = function (message) {
    add(this, message.statement || (unnamed.get(this) ?? ''))
    return bind.call(this, message)
  }
  Connection.prototype.sync = function () {
    ended(this)
    return sync.call(this)
  }
  Connection.prototype.query = function (text) {
    add(this, beginningOf(text))
    ended(this)
    return query.call(this, text)
  }
  return () => {
    const all = counted
    counted = { trips: 0, statements: 0, kinds: {} }
    return all
  }
}

function beginningOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 60)
}
