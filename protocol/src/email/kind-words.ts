import { defineWords } from '../words.ts'

/** What a mail was taken for, and why it could not be read. */
export const emailKindWords = defineWords('email_kinds', {
  complaint: () => 'It is a feedback report about a mail that was marked as unwanted.',
  delayed: () => 'It warns that a mail is delayed.',
  undelivered: () => 'It reports that a mail could not be delivered.',
  no_return_path: () => 'It came without a return path.',
  human: () => 'Nothing in it says that a machine or a list sent it.',
  passed_on: () => 'A program sent it, perhaps for a person.',
  list_notice: () => 'The program of a mailing list wrote it.',
  list: () => 'It came through a mailing list.',
  precedence_list: () => 'Its Precedence field says that it came through a list.',
  precedence_bulk: () => 'Its Precedence field says that it was sent in bulk.',
  unsubscription: () => 'It offers one-click unsubscription, as only bulk mail does.',
  auto_submitted: ({ value }: { value: string }) => `Its Auto-Submitted field says ${value}.`,
  read_receipt: () => 'It is a receipt that a mail was read or deleted.',
  report: () => 'It is the report of a machine.',
  mailbox_rule: () => 'A rule of the sender’s mailbox sent it.',
  carries_field: ({ field }: { field: string }) => `It carries the field ${field}.`,
  precedence_automatic: () => 'Its Precedence field says that it is an automatic reply.',
  vacation_program: () => 'A vacation program sent it.',
  autoresponder: () => 'Its message class says autoresponder.',
  subject_and_header: () => 'Its subject is that of an automatic reply, and its header agrees.',
  own_mail: () => 'Our own mail came back to us.',
  too_large: ({ mb }: { mb: number }) => `The mail is larger than ${mb} MB.`,
  empty: () => 'The mail is empty.',
  unreadable: () => 'The mail could not be read.',
})
