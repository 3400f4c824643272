import { rollingMarkOf } from '../../src/platform/db/migrate.ts'

/**
 * Why a migration may not say what it says of older nodes; empty: it may. Only forms that are known to be safe are:
 * what is written otherwise is refused, also where it would do no harm. docs/operate/upgrading.md says the same in
 * prose. `unreleased`: tables that earlier migrations made, and no released version knows.
 */
export function whyNotRolling(migration: string, unreleased: ReadonlySet<string> = new Set()): string[] {
  const mark = rollingMarkOf(migration)
  if (mark === null) return ['it does not say which older nodes it leaves running: -- rolling: yes, from 0.2.0, or no']
  if (mark === 'no') return []
  const statements = statementsOf(migration)
  const own = new Set([...unreleased, ...tablesMadeBy(migration)])
  const isKnown = (statement: string): boolean =>
    isExpanding(statement, own) ||
    isNoting(statement, statements, own) ||
    (mark !== 'yes' && contracting.some((form) => form.test(statement)))
  const reasons = statements.filter((statement) => !isKnown(statement)).map((statement) => `older nodes: ${statement}`)
  const altered = new Set(statements.flatMap((statement) => /^(?:alter|drop) table (\w+)/.exec(statement)?.[1] ?? []))
  if (altered.size > 1) {
    // Two that wait for each other's table: PostgreSQL ends one of them, and that may be the one that records a
    // message.
    reasons.push(`locks: it changes ${[...altered].join(' and ')} in one transaction; make it a migration for each`)
  }
  for (const [, table = '', then] of statements
    .join('; ')
    .matchAll(/ references (\w+)(?: ?\([^)]*\))?( on delete (?:cascade|set null))?/g)) {
    if (then === undefined && !own.has(table))
      reasons.push(`older nodes: they could not remove rows of ${table} any more`)
  }
  if (statements.some((statement) => statement.includes('index concurrently')) && statements.length > 1) {
    reasons.push('index: one that is built while others write is alone in its migration')
  }
  return reasons
}

/** The names of the tables that a migration makes. */
export function tablesMadeBy(migration: string): string[] {
  return statementsOf(migration).flatMap((statement) => newTable.exec(statement)?.[1] ?? [])
}

const newTable = /^create (?:unlogged )?table (\w+) ?\(/
/** Nothing that is worked out for each row, or compared with other rows. */
const constant = String.raw`(?:'[^']*'(?:::\w+)?|-?\d+(?:\.\d+)?|true|false|null|now\(\))`
const newColumn = new RegExp(
  String.raw`^alter table \w+ add column \w+ [a-z]+(?: with time zone)?(?:\(\d+\))?(?:\[\])?(?: not null default ${constant}| default ${constant}(?: not null)?)?$`,
)
/** None that forbids values: older nodes go on writing them. */
const concurrentIndex = /^create index concurrently \w+ on \w+/
/** How PostgreSQL keeps an index; what it answers stays the same. */
const keptIndex = /^alter index \w+ set \([a-z_]+ = \w+(?:, [a-z_]+ = \w+)*\)$/

/** What older nodes do not notice. */
function isExpanding(statement: string, own: ReadonlySet<string>): boolean {
  if (newTable.test(statement) || newColumn.test(statement) || concurrentIndex.test(statement)) return true
  if (/^(comment on|create sequence) /.test(statement)) return true
  if (keptIndex.test(statement) || newOperation.test(statement)) return true
  const onTable =
    /^create (?:unique )?index \w+ on (\w+)/.exec(statement) ??
    /^insert into (\w+)/.exec(statement) ??
    /^create (?:constraint )?trigger \w+ .* on (\w+)/.exec(statement)
  return onTable !== null && own.has(onTable[1]!)
}

/**
 * A trigger on what is there that only notes: it runs after the write, and its function, of the same migration, does
 * nothing but add rows to new tables. And such functions, as well as those that are called by new tables alone.
 */
function isNoting(statement: string, all: readonly string[], own: ReadonlySet<string>): boolean {
  const name =
    newFunction.exec(statement)?.[1] ?? /^create trigger \w+ after .* execute function (\w+)\(\)$/.exec(statement)?.[1]
  const made = all.map((one) => newFunction.exec(one)).find((found) => found?.[1] === name)
  if (name === undefined || !made) return false
  const onlyAdds = made[2]!
    .split(endInBody)
    .map((step) => step.trim())
    .every((step) => step === '' || step === 'return null' || own.has(/^insert into (\w+)/.exec(step)?.[1] ?? ''))
  if (onlyAdds) return true
  const calls = all.filter((one) => one.endsWith(` execute function ${name}()`))
  return calls.every((call) => isExpanding(call, own))
}

const newFunction = /^create function (\w+)\(\) returns trigger language plpgsql as \$\$ begin (.*) end \$\$$/
/** One that newer nodes call themselves: no trigger and no default does. */
const newOperation = /^create function \w+\([^)]+\) returns (?!trigger)/
const endInBody = '\u0000'

/** What nodes do not miss that do without it already. */
const contracting = [
  /^alter table \w+ drop (column|constraint) \w+$/,
  /^alter table \w+ alter column \w+ drop (not null|default)$/,
  /^drop (table|index|trigger|function) /,
]

/** Lower case, without comments, on one line each. Within a function's body `endInBody` stands for a semicolon. */
function statementsOf(migration: string): string[] {
  return migration
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/\$\$.*?\$\$/gs, (body) => body.replaceAll(';', endInBody))
    .toLowerCase()
    .split(';')
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '')
}
