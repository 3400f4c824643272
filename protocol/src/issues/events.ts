import { z } from 'zod'
import { Assurance } from '../customers/identity.ts'
import { event } from '../event.ts'
import { Id, Time } from '../primitives.ts'
import { Author } from '../timeline/author.ts'

const since = '0.1.0'

const by = Author.optional().describe('Who did it; not there when it followed from a message.')

const Assignment = z.object({
  ownerId: Id.nullable().optional().describe('The new owner, null for nobody; left out: as before.'),
  teamId: Id.nullable().optional().describe('The new team, null for none; left out: as before.'),
  by,
})

const NamedTag = z.object({ id: Id, name: z.string().describe('Its name at that time.') })

export const issueEvents = {
  'issue.opened': event({
    summary: 'There is a new issue',
    since,
    data: z.object({
      entryId: Id.optional().describe('By a message that came in: its entry.'),
      channelId: Id.optional().describe('By a message that came in: its channel.'),
      identityId: Id.optional().describe('By a message that came in: its sender.'),
      mayAnswer: z.boolean().optional().describe('By a message that came in: false when a machine sent it.'),
      assurance: Assurance.optional().describe('By a message that came in: what it proves about its sender.'),
      quotes: z.boolean().optional().describe('By a message that came in: true when it names earlier messages.'),
      splitFromIssueId: Id.optional().describe('The issue that it was split from when a merge was undone.'),
    }),
  }),
  'issue.updated': event({ summary: 'Something about an issue has changed', since, data: z.object({ by }) }),
  'issue.assigned': event({ summary: 'An issue has another owner or team', since, data: Assignment }),
  'issue.resolved': event({
    summary: 'An issue was resolved',
    since,
    data: z.object({ spam: z.boolean().optional().describe('True: a person marked it as spam.'), by }),
  }),
  'issue.reopened': event({
    summary: 'A resolved or snoozed issue is open again',
    since,
    data: z.object({
      spam: z.boolean().optional().describe('False: it was marked as spam, and is none.'),
      wasInTrash: z.boolean().optional().describe('True: an answer of the customer brought it back from the trash.'),
      by,
    }),
  }),
  'issue.trashed': event({ summary: 'An issue was moved to the trash', since, data: z.object({ by }) }),
  'issue.restored': event({ summary: 'An issue was taken out of the trash', since, data: z.object({ by }) }),
  'issue.snoozed': event({ summary: 'An issue is hidden until a time', since, data: z.object({ until: Time, by }) }),
  'issue.woken': event({ summary: 'A snoozed issue is back because its time has come', since, data: z.object({ by }) }),
  'issue.merged': event({
    summary: 'Two issues are one problem from now on',
    since,
    data: z.object({
      otherIssueId: Id.optional().describe('On the issue that stays: the one that was merged into it.'),
      intoIssueId: Id.optional().describe('On the issue that was merged into another: that one.'),
      reason: z.string().optional(),
      by,
    }),
  }),
  'issue.tagged': event({
    summary: 'An issue has got tags, or lost some',
    since,
    data: z.object({
      added: z.array(NamedTag),
      removed: z.array(NamedTag),
      by,
    }),
  }),
  'issue.reply_scheduled': event({
    summary: 'A reply waits to be sent at a later time',
    since,
    data: z.object({ replyId: Id, sendAt: Time, by }),
  }),
  'issue.reply_unscheduled': event({
    summary: 'A scheduled reply was cancelled',
    since,
    data: z.object({ replyId: Id, by }),
  }),
  'issue.reply_held_back': event({
    summary: 'A scheduled reply was not sent when its time came',
    since,
    data: z.object({
      replyId: Id,
      staffId: Id.describe('Its author.'),
      reason: z.enum(['customer_wrote', 'author', 'cannot_send']),
    }),
  }),
  'issue.linked': event({
    summary: 'Somebody else has answered a mail of an issue; both issues are linked',
    since,
    data: z.object({
      otherIssueId: Id.describe('The issue of another customer.'),
      wasAnswered: z.boolean().describe('The mail that was answered is of this issue; else what answers it is.'),
      by,
    }),
  }),
  'issue.handed_over': event({
    summary: 'An issue was passed on with what the next person has to know',
    since,
    data: Assignment.extend({
      assignment: z.string().describe('Who has it now, as a sentence.'),
      note: z.string().describe('What the next person has to know.'),
    }),
  }),
}
