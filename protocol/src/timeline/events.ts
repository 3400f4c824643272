import { z } from 'zod'
import { event } from '../event.ts'
import { Id } from '../primitives.ts'
import { Author } from './author.ts'
import { DeliveryState } from './delivery.ts'
import { Entry } from './entry.ts'

const since = '0.1.0'

const adds = {
  entry: Entry.nullable().describe(
    'The entry of `entryId` as it is when this is sent. Null in the feed for a caller without `thread.read`, and ' +
      'when it is not there any more.',
  ),
}

export const timelineEvents = {
  'entry.appended': event({ summary: 'There is a new entry on a thread', since, data: z.object({}), adds }),
  'entry.edited': event({
    summary: 'A note was corrected, or a customer changed a message',
    since,
    data: z.object({ by: Id.describe('The entry that corrects it.') }),
    adds,
  }),
  'entry.deleted': event({
    summary: 'A note was deleted, or a customer took back a message',
    since,
    data: z.object({ by: Id.describe('The entry that deletes it.') }),
    adds,
  }),
  'entry.reacted': event({
    summary: 'A customer reacted to a message, or took a reaction back',
    since: '0.3.0',
    data: z.object({
      emoji: z.string().nullable().describe('Null: it was taken back.'),
      by: Author,
    }),
    adds,
  }),
  'entry.moved': event({
    summary: 'An entry was moved to another issue',
    since,
    data: z.object({ fromIssueId: Id.nullable(), reason: z.string() }),
    adds,
  }),
  'entry.handover_changed': event({
    summary: 'A handover was acknowledged, or its issue went on to others before',
    since,
    data: z.object({
      state: z.enum(['acknowledged', 'passed_on']),
      handedOverBy: Author.describe('Who had handed the issue over.'),
      by: Author,
    }),
    adds,
  }),
  'entry.files_scanned': event({
    summary: 'A file of an entry was scanned, or could not be',
    since: '0.3.0',
    data: z.object({ finding: z.string().nullable().describe('What was found in it; null: nothing, or no verdict.') }),
    adds,
  }),
  'entry.file_changed': event({
    summary: 'A file of an entry, fetched from its provider, has arrived or could not be fetched',
    since: '0.3.0',
    data: z.object({
      attachmentId: Id,
      state: z
        .enum(['arriving', 'arrived', 'failed'])
        .describe('`arriving`: staff asked for another try, or one has failed and another follows.'),
    }),
    adds,
  }),
  'entry.forward_answered': event({
    summary: 'Somebody to whom something was forwarded has answered',
    since,
    data: z.object({
      forwardId: Id.describe('The entry that was answered.'),
      forwardedBy: Author,
      by: Author,
    }),
    adds,
  }),
  'staff.mentioned': event({
    summary: 'A note names colleagues',
    since,
    data: z.object({ staffIds: z.array(Id), by: Author }),
  }),
  'delivery.changed': event({
    summary: 'A message of ours has gone further, or has failed',
    since,
    data: z.object({
      state: DeliveryState,
      failed: z
        .enum(['message', 'copy'])
        .optional()
        .describe('Something did not arrive: the message itself, or a copy of it. Never of automatic answers.'),
    }),
  }),
}
