import type { Caller, RulesOf } from '../../../../platform/http/http.ts'

type Who = Pick<Caller, 'kind' | 'id' | 'role'>

/**
 * The rules of a caller, as part of it: nothing where there are none. A token has those of the person who stands for it,
 * too, so that nobody gets around a rule with a token of theirs.
 */
export async function narrowedBy(
  rulesOf: RulesOf | undefined,
  who: Who,
  person: { id: string | null; role: string | null } = { id: null, role: null },
): Promise<Pick<Caller, 'narrowedBy'>> {
  if (rulesOf === undefined) return {}
  const { id, role } = person
  const ofPerson = id === null || role === null ? [] : await rulesOf({ kind: 'staff', id, role })
  const rules = [...(await rulesOf(who)), ...ofPerson]
  return rules.length === 0 ? {} : { narrowedBy: rules }
}
