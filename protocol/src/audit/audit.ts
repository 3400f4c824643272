import { z } from 'zod'
import { humanText, Id, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'

export const AuditRecord = z
  .object({
    id: Id,
    at: Time,
    actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string().nullable() }),
    details: z.record(z.string(), z.unknown()),
    address: z.string().nullable().describe('The network address of the caller.'),
  })
  .meta({ id: 'AuditRecord' })

export const listAudit = route({
  method: 'GET',
  path: '/audit',
  tag: 'Audit',
  summary: 'Who did what, newest first',
  access: 'audit.read',
  ofAllCustomers: true,
  query: PageQuery.extend({ action: humanText(100).optional() }),
  response: pageOf(AuditRecord),
  status: 200,
})
