import { queryOptions } from '@tanstack/react-query'
import { listWebhooks } from '@throughline/protocol/webhooks/webhooks.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'

export const webhooksQuery = queryOptions({ queryKey: keys.webhooks, queryFn: () => call(listWebhooks, {}) })
