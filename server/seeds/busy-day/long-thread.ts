import { cast } from '../cast.ts'
import type { Scene } from '../telling/director.ts'
import type { Story } from '../telling/story.ts'
import { daysAgo, minutesAgo } from '../telling/times.ts'
import { page } from './files.ts'

const { ursula } = cast

/** Each line: what she wants, what we say, what she says to that. */
const matters = [
  [
    'Ten kettles for the new wing',
    'we open the new wing in six weeks and need ten of the steel kettles, 1.7 litres. What is the price for ten, and do you deliver to the tradesmen’s entrance?',
    'for ten it is €39 each, delivered wherever you like before seven in the morning.',
    'Agreed. Please put “new wing” on the papers.',
  ],
  [
    'Order KC-44110: two boxes missing',
    'of the ten boxes of order KC-44110 eight arrived. The driver says that he had no more.',
    'the other two were left at the depot. They come tomorrow before seven.',
    'They are here. Thank you.',
  ],
  [
    'Invoice for KC-44110',
    'our bookkeeping needs the invoice for KC-44110 with the VAT number on it, and in one page if possible.',
    'attached, with the number, and on one page.',
    'Received.',
  ],
  [
    'Breakfast room: which coffee machine?',
    'we serve breakfast to sixty people between seven and ten. Which of your machines would you take, honestly?',
    'honestly: two of the Grande. One of the Maestro would do, until it has to be cleaned at half past eight.',
    'I like honest answers. Two of the Grande, then.',
  ],
  [
    'Machine training',
    'could somebody show our morning shift how to clean the two Grande machines? A video would do.',
    'I made one this afternoon with our own: six minutes. The link is in the order.',
    'They watched it three times and clean it now better than I do.',
  ],
  [
    'Order KC-45702: colour of the cups',
    'for order KC-45702, can the cups be in the grey of the hotel? The number is RAL 7035.',
    'not quite: the glaze comes in “Fog”, which is a little warmer. I send you one to look at.',
    'Fog is lovely. All of them in Fog.',
  ],
  [
    'A guest broke a carafe',
    'a guest dropped a glass carafe of the Grande. Is there a way to have two spare ones here always?',
    'I keep two with your name on them. Whenever one breaks, write, and it leaves the same day.',
    'That is what I call service.',
  ],
  [
    'Second carafe',
    'it has happened again. One carafe, please.',
    'on its way, and the shelf is filled up again.',
    'Thank you, as always.',
  ],
  [
    'Descaler in bulk',
    'what does the descaler cost if we take fifty bottles a year?',
    'a third less: €4.20. Shall I make it a standing order, every quarter?',
    'Every quarter is perfect.',
  ],
  [
    'Order KC-47020: wrong plugs',
    'the kettles of order KC-47020 came with British plugs.',
    'they were meant for our shop in Leeds, sorry. The right ones leave today; keep the others until then.',
    'Exchanged. The British ones went back with the driver.',
  ],
  [
    'Noise of machine two',
    'the second Grande hums since Sunday. It works, but the guests look at it.',
    'that is the pump’s rubber foot. A new one is in the post; two screws at the bottom.',
    'Silence. Wonderful.',
  ],
  [
    'Price list for next year',
    'could I have next year’s prices before the budget round on the 15th?',
    'attached. For you nothing changes except the descaler, which is 10 cents more.',
    'Noted.',
  ],
] as const

/** A hotel that writes often, for weeks: a thread of a hundred entries over a dozen issues. */
export const theHotel = (story: Story): Scene => ({
  title: 'The hotel',
  tell(at) {
    const [sofia, jonas] = [story.by('sofia'), story.by('jonas')]
    matters.forEach(([subject, question, answer, thanks], index) => {
      const who = index % 3 === 1 ? jonas : sofia
      const first = 45 - index * 3
      const file = answer.startsWith('attached')
        ? [page(`${subject.toLowerCase().replaceAll(/\W+/g, '-')}.pdf`, ['Kettle & Co.', subject])]
        : []
      at(daysAgo(first, '07:15'), () =>
        story.mails(ursula, {
          subject,
          text: `Guten Morgen,\n\n${question}\n\nMit freundlichen Grüßen\nUrsula Brandt\nEinkauf, Hotel Seeblick`,
        }),
      )
      at(daysAgo(first, '08:05'), () => who.takes(ursula))
      if (index % 2 === 0)
        at(daysAgo(first, '08:20'), () =>
          who.notes(ursula, 'Hotel Seeblick: always the tradesmen’s entrance, always before seven.'),
        )
      at(daysAgo(first, '08:40'), () =>
        who.answers(ursula, {
          text: `Good morning Ms Brandt,\n\n${answer}\n\n${index % 3 === 1 ? 'Jonas' : 'Sofia'}`,
          files: file,
        }),
      )
      at(daysAgo(first - 1, '07:10'), () => story.replies(ursula, thanks))
      at(daysAgo(first - 1, '08:00'), () => who.answers(ursula, 'Thank you, Ms Brandt. We are always here.'))
      at(daysAgo(first - 1, '08:01'), () => who.closes(ursula))
    })
    at(daysAgo(8, '09:00'), () =>
      sofia.knows(ursula, {
        Company: 'Hotel Seeblick',
        Tier: 'Platinum',
        'Standing order': 'Descaler, quarterly',
        Deliver: 'Tradesmen’s entrance, before 7:00',
      }),
    )
    at(minutesAgo(171), () => story.chats(ursula, 'Good morning! Is Sofia there?'))
    at(minutesAgo(170.5), () => sofia.takes(ursula))
    chat.forEach(([theirs, ours], index) => {
      at(minutesAgo(170 - index * 4), () => story.chats(ursula, theirs))
      at(minutesAgo(168 - index * 4), () => sofia.answers(ursula, ours))
    })
    at(minutesAgo(22), () => story.chats(ursula, 'One more: can the driver take back the empty pallets on Thursday?'))
  },
})

/** A long talk in the chat, this morning. */
const chat: readonly (readonly [string, string])[] = [
  ['It is Ursula Brandt, Hotel Seeblick', 'Good morning Ms Brandt, here I am.'],
  ['We have a wedding on Saturday, 140 people', 'Congratulations to the couple! What do you need?'],
  [
    'Could we borrow a third Grande for the weekend?',
    'We have one for demonstrations. Let me look whether it is free.',
  ],
  ['That would save me', 'It is free from Friday noon to Monday.'],
  ['What would it cost?', 'Nothing, if it comes back clean. 🙂'],
  ['It will come back cleaner than it was', 'That I believe at once. Friday before seven, tradesmen’s entrance?'],
  ['Friday after seven, for once: the baker comes at six and blocks everything', 'Friday at half past seven, then.'],
  ['And sixty cups in Fog on top', 'Sixty cups in Fog: order KC-51402. They come with the machine.'],
  ['Do you have saucers again?', 'Since yesterday, yes. Sixty as well?'],
  ['Forty will do', 'Forty saucers are on the same order.'],
  ['And filters for 140 people, how many do I need?', 'Four, and I add two, in case the speeches are long.'],
  ['They will be', 'Six filters, then.'],
  ['Can the invoice be in two parts, cups and the rest?', 'Of course. You have both on Monday.'],
  ['You are a treasure', 'It is a pleasure. Anything else?'],
]
