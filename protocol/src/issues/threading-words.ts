import { defineWords } from '../words.ts'

/** Why an entry went to its issue, or why one issue is like another. */
export const threadingWords = defineWords('threading', {
  reply_address: () => 'It came to the reply address that we made for this issue and this sender.',
  named_by_program: () => 'The program that handed it in named the issue.',
  reference: () => 'It answers, or is answered by, a message of this issue.',
  back_from_trash: () => 'The issue was in the trash and is back.',
  talked_about: () => 'It was written while this issue was being talked about.',
  answers_elsewhere: () => 'It answers a message that is not on this thread, so it stands for itself.',
  nothing_open: () => 'Nothing else was open.',
  something_else: () => 'It is about something else than what was open.',
  automatic: () => 'It is an automatic message that answers nothing of ours, so it opened no issue.',
  newest_issue: () => "It continues the customer's newest issue.",
  written_in_issue: () => 'It was written in this issue.',
  we_wrote_first: () => 'We wrote first.',
  written_here: () => 'Written here.',
  acknowledges: () => 'It acknowledges that the issue was opened.',
  went_on_by_mail: () => 'The visitor had not seen it in the chat, so it went on by mail.',
  colleague_answered: () => 'A colleague answered by mail, to the address that was made for them.',
  colleague_to_confirm: () => 'It quotes this issue and says that it is from a colleague. Nobody has confirmed that.',
  colleague_sent: () => 'A colleague answered by mail, and it was sent to the customer.',
  colleague_could_not_send: () =>
    'A colleague answered by mail. It could not be sent to the customer, so it is a note.',
  colleague_quotes: () =>
    'A colleague answered by mail. Their words could not be told from what they quote, which may be for colleagues only. So it was not sent to the customer.',
  colleague_wrote_to_customer: () =>
    'A colleague answered by mail, and the customer got the same mail directly. So it was not sent once more.',
  colleague_too_late: () =>
    'It came to an address for answers that has expired, and says that it is from a colleague. Nobody has confirmed that.',
  forward_answered: () => 'It answers what was forwarded from this issue. The customer does not see it.',
  with_its_note: () => 'It belongs with the note that it changes.',
  with_its_message: () => 'It belongs with the message that it changes.',
  written_elsewhere: () => 'It was written outside of here, and nothing was open.',
  about_the_issue: () => 'It tells what happened to the issue.',
  about_an_address: () => 'It tells what may be sent to an address, and belongs to no issue.',
  confirms_consent: () => 'It confirms what the customer said about messages, and belongs to no issue.',
  moved: ({ name }: { name: string }) => `${name} moved it here.`,
  moved_because: ({ name, reason }: { name: string; reason: string }) => `${name} moved it here: ${reason}`,
  customers_merged: ({ number }: { number: number }) => `It stood in issue ${number} while two customers were merged.`,
  speaks_of_earlier: () => 'The message speaks of an earlier one.',
  says_other_topic: () => 'The message says itself that it is about something else.',
  is_resolved: () => 'The issue is resolved.',
  silent_for_days: ({ days }: { days: number }) =>
    `Nothing happened on the issue for ${days < 2 ? 'a day' : `${days} days`}.`,
  silent_for_weeks: ({ weeks }: { weeks: number }) => `Nothing happened on the issue for ${weeks} weeks.`,
  both_name: ({ type, value }: { type: string; value: string }) => `Both name ${named(type, value)}.`,
  names_differ: (of: { type: string; value: string; ofIssue: string }) =>
    `The message names ${named(of.type, of.value)}, the issue ${named(of.type, of.ofIssue)}.`,
  says_nothing_else: () => 'The message says nothing but that an answer is due.',
  asks_for_news: () => 'The message asks for news of what the issue is about.',
  asks_for_like: () => 'The message asks for news of something like it.',
  answers_same_subject: () => 'One answers a mail of the same subject.',
  same_subject: () => 'The subject is the same.',
  subjects_share: ({ count }: { count: number }) => `The subjects share ${count === 1 ? 'a word' : `${count} words`}.`,
  texts_share: ({ count }: { count: number }) =>
    `They share ${count === 1 ? 'a telling word' : `${count} telling words`}.`,
  nothing_in_common: () => 'The message and the issue have nothing telling in common.',
  same_for_another: () => 'The same holds for another issue.',
  no_other_issue: () => 'There is no other issue it could be about.',
})

const named = (type: string, value: string): string =>
  type === 'loose' || type === 'number' ? `the number ${value}` : `${type} ${value}`
