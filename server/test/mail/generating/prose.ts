import type { Random } from './random.ts'

/** What a thread is about. Each thread of one person has another thing, so that no two of them are one matter. */
export interface Topic {
  thing: string
  subject: string
  /** In some threads, as in life. */
  orderNumber: string | null
  sentences: readonly string[]
}

export const things = ['kettle', 'armchair', 'hiking boots', 'coffee grinder', 'desk lamp', 'garden hose', 'bookshelf']
  .concat(['winter coat', 'electric toothbrush', 'suitcase', 'wall clock', 'pressure cooker', 'tent', 'guitar strings'])
  .concat([
    'bicycle pump',
    'curtains',
    'blender',
    'keyboard',
    'rain jacket',
    'frying pan',
    'mirror',
    'chess set',
    'vase',
  ])
  .concat([
    'headphones',
    'yoga mat',
    'office chair',
    'toaster',
    'picture frame',
    'sleeping bag',
    'bath towels',
    'drill',
  ])
  .concat(['microscope', 'sewing machine', 'letter opener', 'doormat', 'wine glasses', 'aquarium', 'globe', 'hammock'])

interface Trouble {
  subject: (thing: string) => string
  sentences: readonly ((thing: string) => string)[]
}

const troubles: readonly Trouble[] = [
  {
    subject: (thing) => `My ${thing} has not arrived`,
    sentences: [
      (thing) => `The ${thing} was promised for last Thursday and nobody has rung the bell.`,
      () => 'The tracking page says “in transit” since nine days – is it lost?',
      () => 'Could somebody ask the driver where he left it?',
    ],
  },
  {
    subject: (thing) => `The ${thing} came broken`,
    sentences: [
      (thing) => `When I opened the box, the ${thing} was cracked right across.`,
      () => 'I can send photos of the damage and of the carton.',
      () => 'I would rather have a new one than money back.',
    ],
  },
  {
    subject: (thing) => `Charged twice for the ${thing}`,
    sentences: [
      (thing) => `My bank shows the ${thing} two times, on the same day: 49,90 € each.`,
      () => 'Please give one of them back to the same card.',
      () => 'I have attached nothing, the statement is private.',
    ],
  },
  {
    subject: (thing) => `How do I clean the ${thing}?`,
    sentences: [
      (thing) => `The leaflet of the ${thing} is only in Japanese: 取扱説明書.`,
      () => 'Is vinegar safe, or does it eat the surface?',
      () => 'My neighbour says “never with soap”. Naïve question, I know…',
    ],
  },
  {
    subject: (thing) => `Wrong size: ${thing}`,
    sentences: [
      (thing) => `I measured twice and still the ${thing} does not fit; the table on your site is off by 3 cm.`,
      () => 'May I swap it for the next one up?',
      () => 'I have kept the labels on.',
    ],
  },
  {
    subject: (thing) => `Invoice for the ${thing} to my company`,
    sentences: [
      (thing) => `Our bookkeeper needs the invoice for the ${thing} made out to Müller & Søn GmbH.`,
      () => 'The tax number goes below the address.',
      () => 'A PDF by mail will do.',
    ],
  },
]

const fillers = [
  'I called on Monday, but the line was busy for half an hour.',
  'Nobody told me about that when I bought it.',
  'It is a present, so it is a little urgent.',
  'Thank you for looking into it so quickly last time!',
  'From what I read, others had the same. 🙂',
  'I am at home in the mornings, except Wednesdays.',
  'To be clear: I am not angry, only puzzled.\nAnd a little tired of boxes.',
  'Regards from a rainy Gdańsk, and sorry for the long mail.',
  '.hidden at the start of a line, a dot may get lost.',
]

export function someTopic(thing: string, orderNumber: string | null, random: Random): Topic {
  const trouble = random.pick(troubles)
  const sentences = trouble.sentences.map((sentence) => sentence(thing))
  if (orderNumber !== null) sentences.push(`The order number is ${orderNumber}.`)
  return { thing, orderNumber, subject: trouble.subject(thing), sentences }
}

/** The paragraphs of a first mail. */
export function firstWords({ sentences }: Topic, random: Random): string[] {
  const mixed = [...sentences, ...random.shuffled(fillers).slice(0, 1 + random.below(4))]
  const cut = 1 + random.below(mixed.length)
  return [mixed.slice(0, cut), mixed.slice(cut)].filter((part) => part.length > 0).map((part) => part.join(' '))
}

const followUps = [
  (thing: string) => `Is there any news about the ${thing}?`,
  () => 'Here is what you asked for, I hope that it helps.',
  () => 'No, that did not work. I tried it three times now.',
  (thing: string) => `One more thing about the ${thing}: the lid is missing as well.`,
  () => 'Perfect, thank you! You can close this for me.',
  () => 'As I said before, mornings are best.',
]

export function furtherWords({ thing }: Topic, random: Random): string[] {
  const [first, ...rest] = random.shuffled(followUps).slice(0, 1 + random.below(2))
  return [[first!, ...rest].map((sentence) => sentence(thing)).join(' '), random.pick(fillers)]
}
