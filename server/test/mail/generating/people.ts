import type { Random } from './random.ts'

export interface Person {
  name: string
  address: string
}

const givenNames = ['Amélie', 'Bogdan', 'Çağla', 'Dagný', 'Élodie', 'Feng', 'Grażyna', 'Håkon', 'Ioana', 'Jonáš']
  .concat(['Kateřina', 'Lindiwe', 'Márton', 'Nadège', 'Oleksandr', 'Paloma', 'Rasmus', 'Saoirse', 'Thandi', 'Ulrike'])
  .concat(['Vasilis', 'Wiebke', 'Yannick', 'Žofia', 'Martha', 'Robert', 'Susan', 'Peter', 'Joan', 'Henry'])

const familyNames = ['Ångström', 'Brânză', 'Coughlan', 'Đorđević', 'Estévez', 'Fülöp', 'Göransson', 'Hrubý', 'Ibarra']
  .concat([
    'Jørgensen',
    'Kılıç',
    'Lefèvre',
    'Muñoz',
    'Nagy',
    'Oyelaran',
    'Pöysti',
    'Quigley',
    'Rychlý',
    'Strauß',
    'Tŷr',
  ])
  .concat(['Ulusoy', 'Vondráček', 'Wójcik', 'Yeung', 'Zieliński', 'Baker', 'Cooper', 'Hill', 'Mason', 'Turner'])

/** Names that no Latin letter helps to write. */
const otherScripts = ['李小龙', 'Ольга Смирнова', 'محمد العلي', 'Γιώργος Νικολάου', '山田 花子', 'दीपा शर्मा']

const providers = ['letters.example', 'postbox.example', 'courier.example', 'office.example', 'kanzlei.example']

/** Everybody has an address of their own; `tag` keeps the people of one run apart from those of another. */
export function somePeople(count: number, tag: string, random: Random): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const isOtherScript = random.chance(0.08)
    const given = random.pick(givenNames)
    const family = random.pick(familyNames)
    const name = isOtherScript ? random.pick(otherScripts) : `${given} ${family}`
    const local = isOtherScript
      ? 'client'
      : random.pick([`${given}.${family}`, `${given}${family}`, `${family}_${given}`])
    return { name, address: `${ascii(local)}.${tag}${index}@${random.pick(providers)}` }
  })
}

function ascii(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^a-z._]/gi, '')
    .toLowerCase()
}
