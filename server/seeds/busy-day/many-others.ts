import type { Player, StaffName } from '../cast.ts'
import type { At, Scene } from '../telling/director.ts'
import type { Story } from '../telling/story.ts'
import { daysAgo, minutesAgo } from '../telling/times.ts'
import { addressOf } from './addresses.ts'
import { tagBySubject } from './tags.ts'

/** How a small matter stands: unanswered, answered, answered back, done, or done and begun again. */
type End = 'open' | 'answered' | 'back' | 'done'

interface Matter {
  name: string
  subject: string
  text: string
  answer: string
  by: StaffName
  end: End
}

const m = (name: string, end: End, by: StaffName, subject: string, text: string, answer: string): Matter => ({
  name,
  end,
  by,
  subject,
  text,
  answer,
})

/** Newest first. What a busy day is mostly made of. */
const matters: readonly Matter[] = [
  m(
    'Isla Murray',
    'open',
    'sofia',
    'Gift card does not work',
    'The gift card ends in 7781 and the till says that it has no value. It was a present and should have €50 on it.',
    '',
  ),
  m(
    'Tomás Herrera',
    'open',
    'jonas',
    'Kettle switches off too early',
    'It stops before the water boils, every time. Is there a setting?',
    '',
  ),
  m(
    'Aoife Byrne',
    'open',
    'sofia',
    'Change my delivery to Saturday',
    'I am not home on weekdays. Could KC-51455 come on Saturday?',
    '',
  ),
  m(
    'Björn Dahl',
    'open',
    'jonas',
    'Spare glass for the French press',
    'One litre, from 2019. Does it still exist?',
    '',
  ),
  m(
    'Chiamaka Obi',
    'open',
    'sofia',
    'Two parcels, one order',
    'I got the notice of a second parcel for KC-51390, but I ordered only one thing. Is that a mistake?',
    '',
  ),
  m(
    'Łukasz Wójcik',
    'answered',
    'sofia',
    'Faktura',
    'Dzień dobry, czy mogę dostać fakturę za zamówienie KC-51288?',
    'Dzień dobry, invoice follows today by separate mail. Sofia',
  ),
  m(
    'Priya Raman',
    'back',
    'jonas',
    'Grinder is stuck',
    'A bean has wedged itself in. I turned it by hand and it still hums only.',
    'Unplug it, take the upper ring off with a quarter turn to the left, and brush the bean out. Tell me if it still hums then. Jonas',
  ),
  m(
    'Oliver Hughes',
    'answered',
    'jonas',
    'Warranty of a second-hand machine',
    'I bought a Grande from a neighbour. Is the warranty still good for me?',
    'It goes with the machine: send us the serial number and the date of the first receipt. Jonas',
  ),
  m(
    'Zainab Yusuf',
    'done',
    'sofia',
    'Wrong size of filters',
    'I ordered FX-2 and need FX-4. They are unopened.',
    'Send them back with the label in the box; the FX-4 are on their way already. Sofia',
  ),
  m(
    'Emil Sørensen',
    'back',
    'sofia',
    'Refund has not arrived',
    'You wrote on the 2nd that the refund for KC-50044 was on its way. My bank sees nothing.',
    'It left us on the 3rd. Could your bank look for the reference RF-50044? Sofia',
  ),
  m(
    'Chloé Laurent',
    'answered',
    'nia',
    'Livraison en Belgique ?',
    'Bonjour, livrez-vous en Belgique, et combien de temps faut-il ?',
    'Bonjour, oui : trois jours, et c’est gratuit à partir de 60 €. Nia',
  ),
  m(
    'Gustav Lind',
    'done',
    'jonas',
    'Manual of the Piccola',
    'I lost the manual. Is there a PDF?',
    'There is: it is on the page of the machine, under “Papers”. Jonas',
  ),
  m(
    'Mei Chen 陈梅',
    'answered',
    'sofia',
    'Engraving on the teapot',
    'Could the lid be engraved with 福?',
    'With pleasure. It takes two days longer; shall I go ahead? Sofia',
  ),
  m(
    'Andrei Popescu',
    'open',
    'sofia',
    'Paid twice',
    'My card was charged twice for KC-51311, at 14:02 and at 14:03.',
    '',
  ),
  m(
    'Hannah Klein',
    'done',
    'nia',
    'Rechnungsadresse ändern',
    'Bitte ändern Sie die Rechnungsadresse auf Klein GmbH, Am Markt 3, Jena.',
    'Ist geändert. Nia',
  ),
  m(
    'Diego Ramos',
    'done',
    'sofia',
    'Order again',
    'I would like the same as in KC-47711 once more, please.',
    'Done: KC-51120. It leaves today. Sofia',
  ),
  m(
    'Freya Nilsen',
    'back',
    'jonas',
    'Smell of plastic',
    'The new kettle smells of plastic, also after six rounds of boiling.',
    'Boil it twice with a spoon of citric acid, then once with water. If it still smells we exchange it. Jonas',
  ),
  m('Hugo Martin', 'done', 'sofia', 'Newsletter', 'Please take me off the newsletter.', 'You are off the list. Sofia'),
  m(
    'Ines Carvalho',
    'answered',
    'sofia',
    'Is the copper kettle lined?',
    'Is it lined with tin or with steel?',
    'With tin. It wants to be re-lined after some years, which we do for €25. Sofia',
  ),
  m(
    'Jakub Horák',
    'done',
    'jonas',
    'Thermometer shows 20 degrees too much',
    'It reads 120 °C in boiling water.',
    'Turn the little nut on its back by two notches; that sets it. Jonas',
  ),
  m(
    'Katarzyna Zielińska',
    'done',
    'sofia',
    'Parcel was left in the rain',
    'The box was soaked, but the machine seems fine. I only want you to know.',
    'Thank you for telling us. We have had a word with the driver; should anything show up, write to us. Sofia',
  ),
  m(
    'Leo Rossi',
    'done',
    'nia',
    'Opening hours of the shop in town',
    'Are you open on Sunday before the holidays?',
    'Yes, from eleven to five. Nia',
  ),
  m(
    'Maja Petrović',
    'done',
    'jonas',
    'Noise',
    'My machine screams like a cat when it makes foam.',
    'It has swallowed some milk. Run the cleaning programme twice. Jonas',
  ),
  m(
    'Nikhil Shah',
    'done',
    'sofia',
    'Student discount?',
    'Do you have one?',
    'Ten per cent with any student card: STUDY10. Sofia',
  ),
  m(
    'Olga Smirnova',
    'done',
    'sofia',
    'Самовар',
    'Здравствуйте, самовар на фото электрический?',
    'Hello, yes: 220 V, and it is real brass. Sofia',
  ),
  m(
    'Pedro Alves',
    'done',
    'jonas',
    'Screw was missing',
    'In the bag for the shelf there are seven screws instead of eight.',
    'Two are in the post, so that you have one to lose. Jonas',
  ),
  m(
    'Quentin Dubois',
    'done',
    'sofia',
    'Cancel KC-50555',
    'I ordered in the wrong shop, sorry! Please cancel.',
    'Cancelled before it was packed. Sofia',
  ),
  m(
    'Runa Bakke',
    'done',
    'nia',
    'Delivered to the neighbour',
    'Which neighbour? The card only says “neighbour”.',
    'Number 14, on the left, says the driver. Nia',
  ),
  m(
    'Sibusiso Dlamini',
    'done',
    'jonas',
    'Which grind for a moka pot?',
    'Fine or medium?',
    'Between the two: like table salt. Jonas',
  ),
  m(
    'Theo Papadakis',
    'done',
    'sofia',
    'Password',
    'I cannot sign in to the shop any more.',
    'A new link is in your mailbox; it is good for an hour. Sofia',
  ),
  m(
    'Umut Kaya',
    'done',
    'jonas',
    'Çaydanlık kapağı',
    'The lid of the small pot does not close.',
    'The ring is upside down, we think: the wide side goes up. Jonas',
  ),
  m(
    'Veera Korhonen',
    'done',
    'sofia',
    'Where do you roast?',
    'I am only curious.',
    'In the back of the shop in town, on Tuesdays. Come and smell it! Sofia',
  ),
  m(
    'William Price',
    'done',
    'sofia',
    'Broken on arrival',
    'The jug of KC-49990 came in four pieces.',
    'A new one leaves today, and you need not send the pieces back. Sofia',
  ),
  m(
    'Ximena Rojas',
    'done',
    'nia',
    'Customs papers',
    'I need the customs papers for KC-49666.',
    'They are attached to the parcel, in the clear pocket. Nia',
  ),
  m('Yannick Weiss', 'done', 'jonas', 'Does it take pods?', 'Of the small round kind.', 'No, and it never will. Jonas'),
  m(
    'Zoe Adams',
    'done',
    'sofia',
    'Thank you',
    'The birthday parcel came on the day. My father is delighted.',
    'Happy birthday to him! Sofia',
  ),
]

/** Some of today, most of the days before. */
export const manyOthers = (story: Story): Scene[] =>
  matters.map((matter, index) => ({ title: matter.subject, tell: (at) => tellOne(story, matter, index, at) }))

/** One of them, for a scene of their own. */
export function otherNamed(name: string): Player {
  const index = matters.findIndex((matter) => matter.name === name)
  return { name, addresses: [addressOf(name, index)] }
}

function tellOne(story: Story, matter: Matter, index: number, at: At): void {
  const who = otherNamed(matter.name)
  const isToday = index < 20
  // An hour and more between a question and what follows, never on the same minute as another matter's.
  const when = isToday
    ? (step: number) => minutesAgo(15 + index * 16 - (matter.end === 'open' ? 0 : step * 4))
    : (step: number) => daysAgo(1 + Math.floor((index - 20) / 2), clockTime(8 + (index % 7), (index * 7) % 30, step))
  const staff = story.by(matter.by)
  at(when(0), async () => {
    await story.mails(who, { subject: matter.subject, text: `Hello,\n\n${matter.text}\n\n${matter.name}` })
    const tag = tagBySubject[matter.subject]
    if (tag) await staff.tags(who, tag)
  })
  if (matter.end === 'open') return
  at(when(1), () => staff.takes(who))
  at(when(2), () => staff.answers(who, matter.answer))
  if (matter.end === 'answered') return
  at(when(3), () =>
    story.replies(who, matter.end === 'back' ? 'I did, and it is still the same. What now?' : 'Thank you!'),
  )
  if (matter.end === 'done') at(when(3.5), () => staff.closes(who))
}

function clockTime(hours: number, minutes: number, step: number): string {
  return `${hours}:${String(minutes + Math.round(step * 8)).padStart(2, '0')}`
}
