import { sql, type RawBuilder } from 'kysely'
import type { Action } from './action.ts'

/**
 * What rules may look at, by what it is a fact about. The part that owns it declares its facts beside it:
 *
 *     declare module '…/platform/http/access/rules.ts' {
 *       interface FactKinds { customer: { id: string } }
 *     }
 *
 * Facts are ids or null.
 */
// oxlint-disable-next-line typescript/no-empty-object-type, typescript/no-empty-interface -- parts add to it
export interface FactKinds {}

export type FactKind = keyof FactKinds

/** A condition over facts, as plain data: it is evaluated here, and by PostgreSQL (`conditionSql`), with one meaning. */
export type Condition<Fact extends string = string> =
  | { readonly fact: Fact; readonly in: readonly string[] }
  | { readonly fact: Fact; readonly isNull: true }
  | { readonly not: Condition<Fact> }
  | { readonly all: readonly Condition<Fact>[] }
  | { readonly any: readonly Condition<Fact>[] }

/**
 * Narrows what a caller's permissions are for: to the customers, issues and so on for which `where` holds, and to all
 * that belongs to them (an entry belongs to a customer and mostly to an issue). What a rule is not about, it does not
 * narrow. `actions`: only for these; left out, for all.
 */
export type Rule = {
  [K in FactKind]: {
    readonly about: K
    readonly where: Condition<keyof FactKinds[K] & string>
    readonly actions?: readonly Action[]
  }
}[FactKind]

/** What a thing is, as far as rules look at it. */
export type Facts = {
  /** null: it belongs to none. Left out: such things never do. `unread`: nobody has looked; refused if a rule asks. */
  readonly [K in FactKind]?: FactKinds[K] | null | 'unread'
}

interface Narrowed {
  readonly narrowedBy?: readonly Rule[]
}

const none: readonly Rule[] = []

export function rulesFor({ narrowedBy = none }: Narrowed, action: Action): readonly Rule[] {
  return narrowedBy.length === 0
    ? none
    : narrowedBy.filter(({ actions }) => actions === undefined || actions.includes(action))
}

export function isNarrowed({ narrowedBy = none }: Narrowed): boolean {
  return narrowedBy.length > 0
}

/** Whether facts of this kind matter for what the caller may do at all: where they do not, they need not be read. */
export function isNarrowedBy({ narrowedBy = none }: Narrowed, about: FactKind): boolean {
  return narrowedBy.some((rule) => rule.about === about)
}

/** Pure: whether the rules leave the thing to the caller. */
export function areMet(rules: readonly Rule[], facts: Facts): boolean {
  return rules.every(({ about, where }) => {
    const known = facts[about]
    if (known === undefined || known === null) return true
    return known !== 'unread' && holds(where, known)
  })
}

export function holds(condition: Condition, facts: Readonly<Record<string, string | null>>): boolean {
  if ('not' in condition) return !holds(condition.not, facts)
  if ('all' in condition) return condition.all.every((one) => holds(one, facts))
  if ('any' in condition) return condition.any.some((one) => holds(one, facts))
  const value = facts[condition.fact]
  if (value === undefined) throw new Error(`No fact is called ${condition.fact}.`)
  return 'isNull' in condition ? value === null : value !== null && condition.in.includes(value)
}

/** How a statement gets at the facts of its rows. A kind that is left out is one to which its rows never belong. */
export type FactSql = { readonly [K in FactKind]?: (where: Condition) => RawBuilder<boolean> }

/**
 * The rules as conditions of a statement, so that a list leaves out what `can` would refuse and its pages stay whole.
 * Without a rule there is none, and the statement is what it was.
 */
export function ruleSql(caller: Narrowed, action: Action, facts: FactSql): RawBuilder<boolean>[] {
  return rulesFor(caller, action).flatMap(({ about, where }) => facts[about]?.(where) ?? [])
}

/** The same, to follow other conditions. */
export function andRuleSql(conditions: readonly RawBuilder<boolean>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql` and ${sql.join(conditions, sql` and `)}`
}

/** For facts that are columns of type `uuid` of the row itself. */
export function onColumns(columns: Readonly<Record<string, RawBuilder<unknown>>>) {
  return (where: Condition): RawBuilder<boolean> => conditionSql(where, columns)
}

/** Never null, whatever the columns hold. */
export function conditionSql(
  condition: Condition,
  columns: Readonly<Record<string, RawBuilder<unknown>>>,
): RawBuilder<boolean> {
  if ('not' in condition) return sql`(not ${conditionSql(condition.not, columns)})`
  if ('all' in condition) return joined(condition.all, columns, { by: sql` and `, ifEmpty: sql`true` })
  if ('any' in condition) return joined(condition.any, columns, { by: sql` or `, ifEmpty: sql`false` })
  const column = columns[condition.fact]
  if (column === undefined) throw new Error(`No fact is called ${condition.fact}.`)
  if ('isNull' in condition) return sql`(${column} is null)`
  return sql`(${column} is not null and ${column} = any(${condition.in}::uuid[]))`
}

function joined(
  conditions: readonly Condition[],
  columns: Readonly<Record<string, RawBuilder<unknown>>>,
  { by, ifEmpty }: { by: RawBuilder<unknown>; ifEmpty: RawBuilder<boolean> },
): RawBuilder<boolean> {
  if (conditions.length === 0) return ifEmpty
  const parts = conditions.map((one) => conditionSql(one, columns))
  return sql`(${sql.join(parts, by)})`
}
