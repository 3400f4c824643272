import { Words } from '../words.ts'
import { z } from 'zod'
import { humanText, Id, IdParams } from '../primitives.ts'
import { route } from '../route.ts'
import { Merge } from './customers.ts'

const tag = 'Customers'

/** Why two records may be one person: `weight` is in bits, positive for, negative against. */
export const Evidence = z.object({
  field: z.string(),
  agreement: z.string(),
  words: z.array(Words).describe('`agreement` as a code.'),
  weight: z.number(),
})

export const Suggestion = z
  .object({
    customerId: Id,
    displayName: z.string().nullable(),
    score: z.number().describe('The sum of the weights: 0 is even odds against the base rate.'),
    evidence: z.array(Evidence),
  })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>

export const listSuggestions = route({
  method: 'GET',
  path: '/customers/:id/suggestions',
  tag,
  summary: 'Likely duplicates, with score and evidence',
  access: 'customers.read',
  params: IdParams,
  response: z.object({ items: z.array(Suggestion) }),
  status: 200,
  problems: ['not_found'],
})

export const mergeCustomers = route({
  method: 'POST',
  path: '/customers/:id/merges',
  tag,
  summary: 'Say that two records are one person; the first stays canonical',
  access: 'customers.merge',
  params: IdParams,
  body: z.object({ otherCustomerId: Id, reason: humanText(1000).trim().min(1) }),
  example: {
    otherCustomerId: '01941f29-7c00-7aaa-8bbb-0123456789ab',
    reason: 'Robin said on the phone that both addresses are hers.',
  },
  response: Merge,
  status: 201,
  problems: ['not_found', 'already_merged'],
})

export const undoMerge = route({
  method: 'POST',
  path: '/merges/:id/undo',
  tag,
  summary: 'Take a merge back, exactly',
  access: 'customers.merge',
  params: IdParams,
  response: Merge,
  status: 200,
  problems: ['not_found', 'merge_already_undone'],
})
