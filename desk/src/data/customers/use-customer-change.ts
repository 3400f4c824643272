import { useQueryClient } from '@tanstack/react-query'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { useMemo } from 'react'
import { keys } from '../query-keys.ts'

/** Shows a changed customer everywhere: `replaced` with the answer, `changed` by asking again. */
export function useCustomerChange(customerId: string) {
  const queryClient = useQueryClient()
  return useMemo(() => {
    const around = () => {
      void queryClient.invalidateQueries({ queryKey: ['addresses', customerId] })
      void queryClient.invalidateQueries({ queryKey: keys.suggestions(customerId) })
      void queryClient.invalidateQueries({ queryKey: ['customers'] })
    }
    return {
      replaced(customer: Customer): void {
        queryClient.setQueryData(keys.customer(customerId), customer)
        around()
      },
      async changed(): Promise<void> {
        around()
        await queryClient.invalidateQueries({ queryKey: keys.customer(customerId) })
      },
    }
  }, [queryClient, customerId])
}
