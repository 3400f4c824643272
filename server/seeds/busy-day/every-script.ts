import { cast } from '../cast.ts'
import type { Scene } from '../telling/director.ts'
import type { Story } from '../telling/story.ts'
import { daysAgo, minutesAgo } from '../telling/times.ts'

const { amira, hanako, noa, wolfe } = cast

export const fromRightToLeft = (story: Story): Scene => ({
  title: 'From right to left',
  tell(at) {
    const nia = story.by('nia')
    at(minutesAgo(66), () =>
      story.mails(amira, {
        subject: 'استفسار عن الطلب KC-51377',
        text: 'مرحباً،\n\nوصلني إبريق الشاي اليوم، شكراً لكم! لكن الغطاء مفقود من العلبة. هل يمكنكم إرساله؟\n\nمع التحية\nأميرة حدّاد',
      }),
    )
    at(minutesAgo(61), () => nia.takes(amira))
    at(minutesAgo(57), () => nia.answers(amira, 'مرحباً أميرة،\n\nنعتذر عن ذلك. سنرسل الغطاء اليوم.\n\nNia'))
    // HTML that does not say in which direction it runs.
    at(minutesAgo(38), () =>
      story.mails(noa, {
        subject: 'קומקום KC-51402: החלפת מכסה',
        text: 'שלום,\n\nהמכסה של הקומקום (Fern, KC-51402) נסדק. האם אפשר להזמין מכסה חדש?\n\nתודה,\nנועה לוי',
        html: '<p>שלום,</p><p>המכסה של הקומקום (Fern, <b>KC-51402</b>) נסדק. האם אפשר להזמין מכסה חדש?</p><p>תודה,<br>נועה לוי</p>',
      }),
    )
    at(minutesAgo(12), () => story.replies(amira, 'شكراً جزيلاً 🌷'))
  },
})

export const theTeaCeremony = (story: Story): Scene => ({
  title: 'The tea ceremony',
  tell(at) {
    const jonas = story.by('jonas')
    at(daysAgo(4, '06:10'), () =>
      story.mails(hanako, {
        subject: '鉄瓶の温度について',
        text: 'お世話になっております。\n\n鉄瓶（注文番号 KC-50118）は電磁調理器で使えますか。また、お湯の温度は何度まで大丈夫でしょうか。\n\n山田 花子',
      }),
    )
    at(daysAgo(4, '08:00'), () => jonas.takes(hanako))
    at(daysAgo(4, '08:20'), () =>
      jonas.answers(
        hanako,
        'Dear Ms Yamada,\n\nyes, on induction as well, and up to 100 °C. Please let it dry open, so that it does not rust.\n\nJonas Weber',
      ),
    )
    at(daysAgo(4, '23:45'), () => story.replies(hanako, 'ありがとうございます。よく分かりました。'))
    at(daysAgo(3, '08:00'), () => jonas.closes(hanako))
  },
})

/** A long name, a long address, long words, and much to say. */
export const theLongLetter = (story: Story): Scene => ({
  title: 'The long letter',
  tell(at) {
    at(minutesAgo(310), () =>
      story.mails(wolfe, {
        subject:
          'Concerning the Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft order and everything that is connected with it, in the order in which it happened',
        text: [
          'To whom it may concern,',
          ...Array.from({ length: 9 }, (_, index) => `${ordinals[index]} ${paragraph}`),
          'The part number is KX-00000000000000000000000000000000000000000000000000000000000000000000000000000000000001-REV-B, if that is of any help: https://parts.example/catalogue/2026/autumn/espresso-and-filter-machines/spare-parts-and-accessories/seals/KX-0001-REV-B?from=manual&page=118',
          'I remain, with the assurance of my highest esteem,\nHubert Blaine Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh the Younger',
        ].join('\n\n'),
      }),
    )
  },
})

const ordinals = [
  'First,',
  'Second,',
  'Third,',
  'Moreover,',
  'Likewise,',
  'Besides,',
  'Then again,',
  'Lastly,',
  'And yet,',
]
const paragraph =
  'I should like it to be known that the machine was put on the sideboard by the window, where the one before it had stood for eleven years without a fault, and that it was filled with the same water, by the same person, at the same hour of the day. Nevertheless the lamp on the left was green when it ought to have been white, which the booklet mentions on page 14 and contradicts on page 31.'
