import { useQuery } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { VariableValues } from '@throughline/protocol/saved-replies/variables.ts'
import { customerQuery } from '../../../data/customers/customer-query.ts'
import { useMe } from '../../../data/me/use-me.ts'
import { variableValues } from './variable-values.ts'

export function useVariableValues(customerId: string, issue: Issue | null): VariableValues {
  const customer = useQuery(customerQuery(customerId)).data ?? null
  const me = useMe()
  return variableValues({ customer, issue, staffName: me.name, businessName: me.companyName })
}
