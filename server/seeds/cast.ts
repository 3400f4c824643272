import { dmitri, mara } from '../src/edges/lab/lab.ts'

/**
 * The named people of the demo, the browser tests and the guides. The shop is Kettle & Co.: it sells kettles, coffee
 * makers and what belongs to them, and repairs them.
 */
export interface Player {
  name: string
  addresses: readonly [string, ...string[]]
  /** At the shop; those who have one can sign in there, and chat as themselves. */
  account?: string
  /** Types the address into the chat as a guest, which proves nothing. */
  isGuest?: true
}

export const shop = { name: 'Kettle & Co.', supportAddress: 'hello@kettle.example' }

/** Only for data that the demo made: a password that everybody knows opens nothing else. */
export const demoPassword = 'kettle-and-company'

export const staff = {
  ana: { name: 'Ana Ferreira', email: 'ana@kettle.example', role: 'admin', about: 'runs the place' },
  nia: { name: 'Nia Mensah', email: 'nia@kettle.example', role: 'lead', about: 'leads the night shift' },
  sofia: { name: 'Sofia Marino', email: 'sofia@kettle.example', role: 'staff', about: 'answers about orders' },
  jonas: { name: 'Jonas Weber', email: 'jonas@kettle.example', role: 'staff', about: 'knows every repair' },
  tariq: { name: 'Tariq Aziz', email: 'tariq@kettle.example', role: 'readonly', about: 'looks on, from the warehouse' },
} as const
export type StaffName = keyof typeof staff

const player = (name: string, ...addresses: [string, ...string[]]): Player => ({ name, addresses })

export const cast = {
  /** Changes channel in the middle of a matter. */
  mara: { name: mara.name, addresses: ['mara@post.example'], account: mara.account! },
  /** Says in the chat that she is Mara, and types her address. */
  impostor: { name: 'Mara L.', addresses: ['mara@post.example'], isGuest: true },
  /** One person, two addresses: merged by hand, undone, merged again. */
  dmitri: { name: dmitri.name, addresses: ['dmitri@work.example', 'dmitri@home.example'] },
  /** A family behind one address. */
  okafors: player('The Okafor family', 'okafor.family@home.example'),
  /** Writes often, and about everything: a long thread. */
  ursula: { name: 'Ursula Brandt', addresses: ['einkauf@hotel-seeblick.example'], account: 'customer-17' },
  /** Has a mailbox that is closed. */
  pavel: player('Pavel Novák', 'pavel@old-provider.example'),
  /** Angry, and right. */
  rosa: player('Rosa Delgado', 'rosa.delgado@letters.example'),
  amira: player('أميرة حدّاد', 'amira@bayt.example'),
  hanako: player('山田 花子', 'hanako@yubin.example'),
  wolfe: player(
    'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Hubert Blaine the Younger',
    'hubert.wolfeschlegelsteinhausenbergerdorff@a-rather-long-domain-name-for-letters.example',
  ),
  eleni: player('Ελένη Παπαδοπούλου', 'eleni@grammata.example'),
  /** Makes an order by mail and asks about it in the app. */
  kofi: player('Kofi Asante', 'kofi@market.example'),
  lena: player('Lena Fischer', 'lena@posteo.example'),
  /** Got our answer from Lena, and writes about it himself. */
  jan: player('Jan Fischer', 'jan@werkstatt.example'),
  /** Writes by a system that calls his words automatic. */
  viktor: player('Viktor Lund', 'viktor@lund.example'),
  leads: player('Bargain Leads', 'offers@bargain-leads.example'),
  /** Invites to a tasting. */
  ines: player('Inês Duarte', 'ines@torrefacao.example'),
  /** Sells places on the first page: spam. */
  ranks: player('Rank First Agency', 'team@rank-first.example'),
  /** Threatens: blocked on all channels. */
  gregor: player('Gregor Falk', 'g.falk@posteo.example'),
  /** Gets a reply tomorrow that is written today. */
  clara: player('Clara Nyberg', 'clara@brevlada.example'),
  /** Makes the glass of the kettles; we write first. */
  glass: player('Ruhr Glas', 'lager@ruhr-glas.example'),
  /** Keeps old spare parts: is asked by a forward, and is no customer. */
  archive: player('Presskannen-Archiv', 'teile@presskannen.example'),
  noa: player('נועה לוי', 'noa@doar.example'),
} as const satisfies Record<string, Player>
