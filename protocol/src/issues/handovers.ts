import { z } from 'zod'
import { humanText, Id, IdParams, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Author } from '../timeline/author.ts'
import { HandoverState } from '../timeline/handover-state.ts'
import { asMessage } from '../words.ts'
import { Issue } from './issues.ts'
import { issueWords } from './words.ts'

/** Who had an issue, or has it now; a person, a team, both or nobody. Names are those of then. */
export const HandoverParty = z.object({
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  teamId: Id.nullable(),
  teamName: z.string().nullable(),
})
export type HandoverParty = z.infer<typeof HandoverParty>

const fieldText = humanText(5000).trim()

/** What the next person has to know; an empty field was left out. */
export const handoverFields = ['asked', 'tried', 'promised', 'next'] as const

/** What an entry of kind `handover` keeps in `content.data`; older ones have a `note` alone. */
export const HandoverPacket = z.object({
  from: HandoverParty,
  to: HandoverParty,
  asked: z.string().describe('What the customer asked for.'),
  tried: z.string().describe('What was tried.'),
  promised: z.string().describe('What was promised to the customer.'),
  next: z.string().describe('What comes next.'),
  note: z.string().describe('Whatever else there is to say.'),
})
export type HandoverPacket = z.infer<typeof HandoverPacket>

export const Handover = HandoverPacket.extend({
  id: Id.describe('The id of its entry.'),
  issueId: Id,
  customerId: Id,
  by: Author.describe('Who handed it over.'),
  at: Time,
  ...HandoverState.shape,
}).meta({ id: 'Handover' })
export type Handover = z.infer<typeof Handover>

const tag = 'Issues'

export const handOverIssue = route({
  method: 'POST',
  path: '/issues/:id/handover',
  tag,
  summary: 'Pass an issue on with what was asked, tried and promised, and what comes next',
  description:
    'To a person, or to a team, whose members then share it: unless `ownerId` is given, nobody owns it until one of ' +
    'them takes it. One of the fields has to say something.',
  access: 'issues.write',
  params: IdParams,
  body: z
    .object({
      ownerId: Id.nullable().optional(),
      teamId: Id.nullable().optional(),
      asked: fieldText.optional(),
      tried: fieldText.optional(),
      promised: fieldText.optional(),
      next: fieldText.optional(),
      note: humanText(20_000).trim().optional(),
      was: z
        .object({ ownerId: Id.nullable(), teamId: Id.nullable() })
        .partial()
        .optional()
        .describe(
          'Who had it as you saw it: where it is another by now, nothing is changed and the answer is `conflict`.',
        ),
    })
    .refine(
      ({ note, ...rest }) => !!note || handoverFields.some((field) => rest[field]),
      asMessage(issueWords.handover_says_nothing()),
    ),
  example: {
    teamId: '01941f29-7c00-7aaa-8bbb-0123456789ab',
    asked: 'She wants her money back, not another lamp.',
    tried: 'A new cable.',
    promised: 'An answer by Friday.',
    next: 'Check whether the lamp is still under warranty.',
  },
  response: Issue,
  status: 201,
  problems: ['not_found', 'conflict'],
})

export const getHandover = route({
  method: 'GET',
  path: '/handovers/:id',
  tag,
  summary: 'What was passed on with an issue, and whether somebody has taken it',
  access: 'thread.read',
  params: IdParams,
  response: Handover,
  status: 200,
  problems: ['not_found'],
})

export const acknowledgeHandover = route({
  method: 'POST',
  path: '/handovers/:id/acknowledgement',
  tag,
  summary: 'Say that you take what was handed over to you, or to a team of yours',
  description:
    'Once: saying it again changes nothing. Handed over to a team, the issue becomes yours. Others are refused, and ' +
    'the answer is `conflict` when somebody else has taken it or it went to others meanwhile.',
  access: 'issues.write',
  params: IdParams,
  body: z.object({}).default({}),
  example: {},
  response: Handover,
  status: 200,
  problems: ['not_found', 'conflict'],
})
