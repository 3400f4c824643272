import { expect, test } from 'vitest'
import { dayMs } from '../../../lib/clock.ts'
import { chooseByMatter } from './choose-by-matter.ts'
import { describeMatter, mergeMatter, type Described } from './matter.ts'
import type { IssueMatter } from './same-matter.ts'

const now = new Date('2026-03-02T09:00:00Z')

interface Story extends Partial<Described> {
  /** Further messages on the issue. */
  then?: Partial<Described>[]
  ageDays?: number
  status?: string
}

function issue({ then = [], ageDays = 1, status = 'waiting_on_us', ...first }: Story): IssueMatter & { name: string } {
  const messages = [first, ...then].map((message) => describeMatter({ subject: null, text: '', ...message }))
  const matter = messages.reduce(mergeMatter)
  return {
    name: first.subject ?? '',
    // As it comes back from the database.
    matter: JSON.parse(JSON.stringify(matter)),
    lastActivityAt: new Date(now.getTime() - ageDays * dayMs),
    status,
  }
}

function choose(stories: Story[], message: Partial<Described>): { verdict: string; name: string | null; why: string } {
  const choice = chooseByMatter(stories.map(issue), describeMatter({ subject: null, text: '', ...message }), { now })
  if (choice.decision === 'same') return { verdict: 'joins', name: choice.issue.name, why: choice.wording.sentence }
  if (choice.decision === 'unsure') return { verdict: 'links', name: choice.likely.name, why: choice.wording.sentence }
  return { verdict: 'opens', name: null, why: choice.wording.sentence }
}

const lamp: Story = {
  subject: 'Broken desk lamp',
  text: 'Hello,\n\nthe desk lamp that I bought from you flickers and then goes dark. Can you send a replacement?\n\nRegards\nMaria',
}
const refund: Story = {
  subject: 'Refund for order 4711-AB',
  text: 'I sent back both jackets two weeks ago and have not seen the money on my account yet.',
}
const password: Story = {
  subject: 'Cannot sign in',
  text: 'The page says that my password is wrong, and the link in the mail for a new one leads nowhere.',
}

type Verdict = 'joins' | 'links' | 'opens'
const cases: [title: string, issues: Story[], message: Partial<Described>, verdict: Verdict, name?: string][] = [
  // A nudge
  ['"any news?" joins the only open issue', [lamp], { subject: 'Any news?', text: '' }, 'joins'],
  ['"hello?" joins the only open issue', [lamp], { subject: 'hello?', text: 'Hello? Is anybody there?' }, 'joins'],
  ['"still waiting" joins the only open issue', [lamp], { subject: '', text: 'Still waiting...' }, 'joins'],
  ['a lone question mark joins the only open issue', [lamp], { subject: '', text: '??' }, 'joins'],
  ['"yes please" joins the only open issue', [lamp], { subject: '', text: 'Yes, please do that.' }, 'joins'],
  ['thanks join the only open issue', [lamp], { subject: 'Thank you', text: 'Thank you so much!\n\nMaria' }, 'joins'],
  [
    'a nudge is seen through politeness, a name and a phone number',
    [lamp],
    {
      subject: 'Reminder',
      text: 'Dear team,\n\nI have not received any answer for more than a week now. When can I expect to hear from you?\n\nBest regards,\nMaria Lopez\n+49 30 1234567',
    },
    'joins',
  ],
  [
    'a nudge that names what the issue is about joins it among several',
    [lamp, refund, password],
    { subject: 'Any update?', text: 'Is there any news about my lamp?' },
    'joins',
    'Broken desk lamp',
  ],
  [
    'a nudge that names one word of a long mail is only linked',
    [{ subject: 'Statement', text: 'The statement lists a fee for my card that I never agreed to.' }],
    { subject: '', text: 'I am still waiting for my card.' },
    'links',
  ],
  [
    'a nudge with two open issues joins neither, and is linked to the newer',
    [{ ...lamp, ageDays: 3 }, refund],
    { subject: 'Any news?', text: '' },
    'links',
    'Refund for order 4711-AB',
  ],
  [
    'a nudge joins the live one of two when the other is long forgotten',
    [
      { ...lamp, ageDays: 200 },
      { ...password, ageDays: 1 },
    ],
    { text: 'any news?' },
    'joins',
    'Cannot sign in',
  ],
  [
    'a nudge joins the only open issue although another was resolved yesterday',
    [
      { ...lamp, ageDays: 6 },
      { ...password, ageDays: 1, status: 'resolved' },
    ],
    { subject: 'Any news?', text: '' },
    'joins',
    'Broken desk lamp',
  ],
  [
    'a nudge when all is resolved is only linked',
    [{ ...lamp, status: 'resolved' }],
    { subject: 'Any news?', text: '' },
    'links',
  ],
  ['a nudge months later is only linked', [{ ...lamp, ageDays: 150 }], { subject: 'Any news?', text: '' }, 'links'],
  [
    'a nudge about another thing does not join',
    [lamp],
    { subject: 'Any news?', text: 'Is there any news about my refund for the jackets?' },
    'opens',
  ],
  [
    'a nudge with another order number does not join',
    [refund],
    { subject: 'Any news?', text: 'any news on order 99887?' },
    'opens',
  ],
  [
    'a nudge with the order number of one of several joins that',
    [lamp, refund, password],
    { text: 'Any news on order 4711-AB?' },
    'joins',
    'Refund for order 4711-AB',
  ],
  ['an empty mail says nothing and joins nothing', [lamp], { subject: '', text: '' }, 'opens'],
  ['a mere "hello" without a question joins nothing', [lamp], { subject: 'Hello', text: 'Hello' }, 'opens'],
  [
    'asking for help is not a nudge',
    [lamp],
    { subject: 'Help', text: 'I need your help with something, please call me back.' },
    'opens',
  ],

  // Another topic
  [
    '"another question" opens an issue',
    [lamp],
    { subject: 'Another question', text: 'How do I change my password?' },
    'opens',
  ],
  [
    '"a different topic" opens an issue',
    [lamp],
    { subject: 'A different topic', text: 'Do you also sell tables?' },
    'opens',
  ],
  [
    '"something else" opens an issue although a word is shared',
    [lamp],
    { subject: 'Something else', text: 'Do you sell lamp shades?' },
    'opens',
  ],
  [
    'a new order number opens an issue',
    [refund],
    { subject: 'Order 5200-CD', text: 'When will order 5200-CD be delivered?' },
    'opens',
  ],
  [
    'the same subject about another order does not join',
    [{ subject: 'Parcel damaged on arrival', text: 'Order 10001 came crushed.' }],
    { subject: 'Parcel damaged on arrival', text: 'Now order 10002 is crushed as well.' },
    'links',
  ],
  [
    'a different topic with the same order number is linked for staff to decide',
    [refund],
    { subject: 'Another question', text: 'A different question about order 4711-AB: can I have the invoice?' },
    'links',
  ],
  [
    'an unrelated mail opens an issue',
    [lamp, refund],
    { subject: 'Opening hours', text: 'Are you open on Easter Monday?' },
    'opens',
  ],

  // Numbers
  [
    'a shared order number joins under another subject',
    [lamp, refund, password],
    { subject: 'Money', text: 'Where is it? The order was 4711-AB.' },
    'joins',
    'Refund for order 4711-AB',
  ],
  [
    'an order number is the same with other separators and cases',
    [refund],
    { subject: 'my jackets', text: 'about Order #4711ab' },
    'joins',
  ],
  [
    'a shared invoice number joins',
    [{ subject: 'Invoice wrong', text: 'Invoice INV-2026-001 shows the wrong address.' }],
    { subject: 'Address', text: 'Please correct inv-2026-001.' },
    'joins',
  ],
  [
    'a shared tracking number joins',
    [{ subject: 'Where is it', text: 'Tracking number 1Z999AA10123456784 has not moved.' }],
    { subject: 'Parcel', text: 'It says 1Z999AA10123456784 was delivered.' },
    'joins',
  ],
  [
    'a tracking number written in groups is the same',
    [{ subject: 'DHL', text: 'Tracking: 00340434161094042557' }],
    { subject: 'parcel', text: 'tracking no. 0034 0434 1610 9404 2557' },
    'joins',
  ],
  [
    'a number with a sign joins what names it as an order',
    [{ subject: 'Order 48151623', text: 'The wrong colour.' }],
    { subject: 'colour', text: 'see #48151623' },
    'joins',
  ],
  [
    'a case number joins',
    [{ subject: 'Case 77120', text: 'The machine stops.' }],
    { subject: 'Machine', text: 'My case number is 77120.' },
    'joins',
  ],
  [
    'an order number joins months later while the issue is open',
    [{ ...refund, ageDays: 120 }],
    { text: 'order 4711-AB again' },
    'joins',
  ],
  [
    'an order number of two open issues is only linked',
    [refund, { subject: 'Jacket too small', text: 'Order 4711-AB: can I swap sizes?' }],
    { text: 'order 4711-AB, please call me' },
    'links',
  ],
  ['one shared number among several is enough', [refund], { text: 'I mean orders 9001, 4711-AB and 9002.' }, 'joins'],
  [
    'a shared date is no reference',
    [{ subject: 'Visit', text: 'Your technician was here on 12.03.2026.' }],
    { subject: 'Bill', text: 'You billed me on 12.03.2026.' },
    'opens',
  ],
  [
    'a shared price is no reference',
    [{ subject: 'Coat', text: 'I paid 149.99 EUR for the coat.' }],
    { subject: 'Shoes', text: 'The shoes were $149.99 too.' },
    'opens',
  ],
  [
    'a customer number names the customer, not the matter',
    [{ subject: 'Coat', text: 'My customer number is 8812345. The coat is torn.' }],
    { subject: 'Voucher', text: 'Customer number 8812345. The voucher is refused.' },
    'opens',
  ],
  [
    'a phone number in the signature is no reference',
    [{ subject: 'Coat', text: 'The coat is torn.\n\nAna Ruiz\nTel. 5551234567' }],
    { subject: 'Voucher', text: 'The voucher is refused.\n\nAna Ruiz\nTel. 5551234567' },
    'opens',
  ],
  [
    'an unlabelled number below every mail only ever links',
    [{ subject: 'Coat', text: 'The coat is torn.\nAna Ruiz 5551234567' }],
    { subject: 'Voucher', text: 'The voucher is refused.\nAna Ruiz 5551234567' },
    'links',
  ],
  [
    'a quantity is no order number',
    [{ subject: 'Chairs', text: 'I want to order 12 chairs.' }],
    { subject: 'Tables', text: 'I want to order 12 tables.' },
    'opens',
  ],
  [
    'a year is no order number',
    [{ subject: 'Calendar', text: 'Please send order 2026 calendars to us.' }],
    { subject: 'Diary', text: 'Did you order 2026 diaries?' },
    'opens',
  ],

  // Subjects
  ['the same subject joins', [lamp], { subject: 'Broken desk lamp', text: 'Here is a photo of it.' }, 'joins'],
  [
    'an answer without references joins by its subject',
    [lamp, refund],
    { subject: 'RE: Broken desk lamp', text: 'The serial is under the foot.' },
    'joins',
    'Broken desk lamp',
  ],
  [
    'an answer from another mail program joins by its subject',
    [password],
    { subject: 'AW: [External] Re: Cannot sign in', text: 'It works with the other browser.' },
    'joins',
  ],
  ['a forwarded mail joins by its subject', [lamp], { subject: 'Fwd: Broken desk lamp', text: 'see below' }, 'joins'],
  [
    'an answer of one word joins by its subject',
    [{ subject: 'Warranty', text: 'How long is it?' }],
    { subject: 'Re: Warranty', text: 'It was bought in May.' },
    'joins',
  ],
  [
    'an answer to a subject that anybody may choose is only linked',
    [{ subject: 'Question', text: 'Do you ship to Norway?' }],
    { subject: 'Re: Question', text: 'And what does it cost?' },
    'links',
  ],
  [
    'the same general subject does not join',
    [{ subject: 'Question about my order', text: 'Can I still change the colour?' }],
    { subject: 'Question about my order', text: 'Which courier do you use?' },
    'opens',
  ],
  [
    '"help" twice is no matter',
    [{ subject: 'Help', text: 'My screen is black.' }],
    { subject: 'help!', text: 'I lost my voucher.' },
    'opens',
  ],
  [
    '"order" twice is no matter',
    [{ subject: 'Order', text: 'The chair wobbles.' }],
    { subject: 'Order', text: 'I want to pay by card.' },
    'opens',
  ],
  [
    'two empty subjects are no matter',
    [{ subject: '', text: 'The chair wobbles.' }],
    { subject: '', text: 'I want to pay by card.' },
    'opens',
  ],
  [
    'the same single word is linked at most',
    [{ subject: 'Warranty', text: 'How long is it?' }],
    { subject: 'Warranty', text: 'Does it cover the battery?' },
    'links',
  ],
  [
    'nearly the same subject and the same words join',
    [{ subject: 'Coffee machine X200 leaks water', text: 'The coffee machine leaks at the bottom when it heats.' }],
    {
      subject: 'Coffee machine X200 still leaks water',
      text: 'The coffee machine leaks from the bottom, as soon as it heats.',
    },
    'joins',
  ],
  [
    'half of the subject in common is only linked',
    [{ subject: 'Coffee machine leaks', text: 'Water at the bottom.' }],
    { subject: 'Coffee machine descaling', text: 'How often should I descale?' },
    'links',
  ],
  [
    'one word of the subject in common opens an issue',
    [{ subject: 'Coffee machine leaks', text: 'Water at the bottom.' }],
    { subject: 'Coffee beans', text: 'Which beans do you recommend?' },
    'opens',
  ],
  [
    'the same subject a year later is only linked',
    [{ ...lamp, ageDays: 365 }],
    { subject: 'Broken desk lamp', text: 'It happened again.' },
    'links',
  ],
  [
    'a mail that speaks of an earlier one and shares its words joins',
    [{ subject: 'Dishwasher door', text: 'The door of the dishwasher does not close, the hinge is bent.' }],
    { subject: 'dishwasher hinge door', text: 'As I wrote in my last mail the dishwasher hinge is bent.' },
    'joins',
  ],
  [
    'a mail that only speaks of an earlier one is linked',
    [lamp],
    { subject: 'My previous message', text: 'Please disregard my previous message.' },
    'links',
  ],

  // Words alone
  [
    'shared words in the bodies never join',
    [
      {
        subject: 'Washing machine',
        text: 'The washing machine drum is loud, the door seal leaks, water stands in the kitchen and the spin cycle stops.',
      },
    ],
    {
      subject: 'Kitchen',
      text: 'The drum is loud, the door seal leaks, water stands in the kitchen, the spin cycle of the washing machine stops.',
    },
    'opens',
  ],
  [
    "the sender's name in both is nothing in common",
    [{ subject: 'Sofa', text: 'Ana Ruiz here, the sofa squeaks.', senderName: 'Ana Ruiz' }],
    { subject: 'Bed', text: 'Ana Ruiz here, the bed squeaks less.', senderName: 'Ana Ruiz' },
    'opens',
  ],

  // Resolved issues
  [
    'a resolved issue is found by its order number',
    [{ ...refund, status: 'resolved', ageDays: 5 }],
    { text: 'Still no money for order 4711-AB' },
    'joins',
  ],
  [
    'a resolved issue is found by its subject',
    [{ ...lamp, status: 'resolved', ageDays: 3 }],
    { subject: 'Re: Broken desk lamp', text: 'It flickers again.' },
    'joins',
  ],

  // No issue
  ['with no issue there is nothing to join', [], { subject: 'Any news?', text: '' }, 'opens'],
]

test.each(cases)('%s', (_, issues, message, verdict, name) => {
  const chosen = choose(issues, message)
  expect(chosen, chosen.why).toMatchObject(name === undefined ? { verdict } : { verdict, name })
  expect(chosen.why).toMatch(/^[A-Z].*\.$/)
})
