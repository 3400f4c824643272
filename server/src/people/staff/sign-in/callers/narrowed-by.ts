import type { Caller, RulesOf } from '../../../../platform/http/http.ts'

/** The rules of a caller, as part of it: nothing where there are none. */
export async function narrowedBy(
  rulesOf: RulesOf | undefined,
  who: Parameters<RulesOf>[0],
): Promise<Pick<Caller, 'narrowedBy'>> {
  const rules = rulesOf === undefined ? [] : await rulesOf(who)
  return rules.length === 0 ? {} : { narrowedBy: rules }
}
