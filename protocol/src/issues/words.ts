import { defineWords } from '../words.ts'

export const issueWords = defineWords('issues', {
  no_such_issue: () => 'There is no such issue.',
  not_of_customer: () => 'This customer has no such issue.',
  no_such_other: () => 'There is no such issue to merge.',
  on_it_already: () => 'The entry is on that issue already.',
  target_was_merged: () => 'That issue was merged into another.',
  was_merged: () => 'The issue was merged into another. Change that one.',
  write_in_other: () => 'That issue was merged into another. Write in that one.',
  no_such_assignee: () => 'There is no such staff member to assign it to.',
  merge_with_itself: () => 'An issue cannot be merged with itself.',
  merged_already: () => 'That issue was merged already.',
  two_customers: () => 'The issues belong to two customers. If they are one person, merge the customers first.',
  too_many_views: ({ max }: { max: number }) => `You have ${max} views. Remove one that you don’t use first.`,
  no_such_view: () => 'There is no such view.',
  view_of_another: () => 'Only the person who made a shared view, or somebody who manages staff, changes it.',
  own_views_only: () => 'Your role (issues.write is missing) makes views for yourself only.',
  no_such_status: ({ status, statuses }: { status: string; statuses: string[] }) =>
    `"${status}" is not a status. There are ${statuses.join(', ')} and active.`,
  no_such_priority: ({ priorities }: { priorities: string[] }) => `There are the priorities ${priorities.join(', ')}.`,
  resolved_already: () => 'The issue is resolved already.',
  open_already: () => 'The issue is open already.',
  resolved_cannot_snooze: () => 'The issue is resolved. Reopen it to snooze it.',
  handover_says_nothing: () => 'Say something that the next person has to know.',
  no_such_recipient: () => 'There is nobody here to hand it over to by that id.',
  no_such_handover: () => 'There is no such handover.',
  handed_to_others: ({ to }: { to: string }) => `It was handed over to ${to}. They acknowledge it.`,
  handed_to_team: ({ team }: { team: string }) =>
    `It was handed over to ${team}. A member of that team acknowledges it.`,
  taken_already: ({ name }: { name: string }) => `${name} has taken it already.`,
  handed_on: () => 'The issue went to somebody else meanwhile.',
  wake_in_the_past: () => 'The time to wake up has to be in the future.',
})
