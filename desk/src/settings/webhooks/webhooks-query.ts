import { queryOptions } from '@tanstack/react-query'
import { listWebhooks } from '@throughline/protocol/webhooks/webhooks.ts'
import { call } from '../../api/call.ts'
import { keys } from '../../api/keys.ts'

export const webhooksQuery = queryOptions({ queryKey: keys.webhooks, queryFn: () => call(listWebhooks, {}) })
