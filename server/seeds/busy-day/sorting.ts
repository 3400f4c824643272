import type { Tag } from '@throughline/protocol/tags/tags.ts'
import { dayMs, hourMs } from '../../src/lib/clock.ts'
import { cast } from '../cast.ts'
import type { Scene } from '../telling/director.ts'
import type { Story } from '../telling/story.ts'
import { daysAgo, minutesAgo } from '../telling/times.ts'
import { otherNamed } from './many-others.ts'
import { colourByTag } from './tags.ts'

const { mara, rosa, kofi, ursula, pavel, okafors, ranks, gregor, clara, glass, archive } = cast

/** The lead makes the tags, everybody uses them, and a view shows what costs money. */
export const theTags = (story: Story): Scene => ({
  title: 'The tags',
  tell(at) {
    const [nia, sofia, jonas] = [story.by('nia'), story.by('sofia'), story.by('jonas')]
    at(daysAgo(40, '08:00'), async () => {
      const ids: string[] = []
      for (const [name, colour] of Object.entries(colourByTag)) {
        const description = name === 'Refund' ? 'Somebody wants their money back.' : ''
        const { id } = await nia.api.call<Tag>('POST', '/tags', { name, colour, description })
        if (name === 'Refund' || name === 'Warranty') ids.push(id)
      }
      const filter = { queue: 'all', tagsAny: ids }
      await nia.api.call('POST', '/views', { name: 'Refund or warranty', shared: true, filter, sort: 'oldest' })
    })
    at(daysAgo(3, '13:00'), () => jonas.tags(mara, 'Warranty', 'Spare part'))
    at(daysAgo(2, '15:41'), () => sofia.tags(pavel, 'Spare part'))
    at(daysAgo(1, '16:53'), () => nia.tags(rosa, 'Refund', 'Warranty'))
    at(minutesAgo(43), () => sofia.tags(kofi, 'Invoice'))
    at(minutesAgo(21), () => sofia.tags(ursula, 'Wholesale'))
  },
})

/** Spam: put away, and the one address it comes from blocked. */
export const theSpam = (story: Story): Scene => ({
  title: 'The first page',
  tell(at) {
    const nia = story.by('nia')
    at(daysAgo(4, '09:20'), () =>
      story.mails(ranks, {
        subject: 'Your shop on the first page, guaranteed',
        text: 'Dear webmaster,\n\nwe checked your site and found 37 errors. For 149 dollars a month you are on the first page.\n\nThe Rank First team',
      }),
    )
    at(daysAgo(4, '09:40'), () => nia.marksAsSpam(ranks))
    at(daysAgo(4, '09:41'), () => nia.blocksAddress(ranks, 'Sells places in search engines, every week.'))
    at(daysAgo(1, '09:20'), () =>
      story.mails(ranks, { subject: 'Your shop on the first page, last offer', text: 'Only 99 dollars until Friday.' }),
    )
  },
})

/** Somebody who threatens is blocked on all channels; what he writes next waits in the quarantine. */
export const theThreat = (story: Story): Scene => ({
  title: 'The threat',
  tell(at) {
    const nia = story.by('nia')
    at(daysAgo(6, '15:10'), () =>
      story.mails(gregor, {
        subject: 'I know where your shop is',
        text: 'You sent me a scratched kettle. I know where your shop is and when it closes. Think about it.',
      }),
    )
    at(daysAgo(6, '15:30'), () => nia.notes(gregor, 'Reported to the police, file 8812. Nobody answers him.'))
    at(daysAgo(6, '15:31'), () => nia.closes(gregor))
    at(daysAgo(6, '15:32'), () => nia.blocks(gregor, 'Threatens the people in the shop. Reported to the police.'))
    at(daysAgo(5, '09:00'), () => story.mails(gregor, { subject: 'Well?', text: 'I am waiting.' }))
  },
})

/** Answered today, and a second reply is written that waits for tomorrow. */
export const theVoucher = (story: Story): Scene => ({
  title: 'The voucher',
  tell(at) {
    const sofia = story.by('sofia')
    at(minutesAgo(150), () =>
      story.mails(clara, {
        subject: 'Voucher for a friend',
        text: 'Hello,\n\ncould you send the voucher KC-51466 to my friend tomorrow morning? It is her birthday then, not today.\n\nClara Nyberg',
      }),
    )
    at(minutesAgo(146), () => sofia.takes(clara))
    at(minutesAgo(144), () =>
      sofia.answers(clara, 'Hello Clara,\n\nit leaves tomorrow at nine, and I write to you then.\n\nSofia'),
    )
    at(minutesAgo(143), () => {
      const today = Math.floor(story.stage.clock.now().getTime() / dayMs) * dayMs
      return sofia.schedules(
        clara,
        'Good morning Clara,\n\nthe voucher has just left. Our best wishes to your friend!\n\nSofia',
        new Date(today + dayMs + 9 * hourMs),
      )
    })
  },
})

/** We write first, to an address that nobody had. */
export const theSupplier = (story: Story): Scene => ({
  title: 'The supplier',
  tell(at) {
    const jonas = story.by('jonas')
    at(minutesAgo(132), () =>
      jonas.writesFirst(glass, {
        subject: 'Glass bodies for the spring',
        text: 'Guten Tag,\n\nwe need 500 glass bodies of 1.2 litres in March. Can you hold the price of last year?\n\nJonas Weber',
      }),
    )
    at(minutesAgo(131), () => jonas.takes(glass))
    at(minutesAgo(57), () => story.replies(glass, 'Guten Tag Herr Weber,\n\nbis 500 Stück ja.\n\nRuhr Glas, Lager'))
  },
})

/** Somebody outside is asked by a forward; neither the question nor the answer is seen by the customer. */
export const theSparePart = (story: Story): Scene => ({
  title: 'The spare part',
  tell(at) {
    const jonas = story.by('jonas')
    at(minutesAgo(52), () =>
      jonas.forwards(
        otherNamed('Björn Dahl'),
        archive,
        'Guten Tag,\n\nhaben Sie dieses Glas noch? Wir nehmen alle.\n\nJonas Weber',
      ),
    )
    at(minutesAgo(34), () => story.replies(archive, 'Guten Tag,\n\n14 Stück, je 9 Euro.\n\nPresskannen-Archiv'))
  },
})

/** What is under way: an admin looks over two shoulders, and two replies are begun. */
export const theUnfinished = (story: Story): Scene => ({
  title: 'What is under way',
  tell(at) {
    const [ana, nia, sofia] = [story.by('ana'), story.by('nia'), story.by('sofia')]
    at(minutesAgo(258), () => nia.follows(rosa))
    at(minutesAgo(56), () => ana.follows(ursula))
    at(minutesAgo(40), () => ana.follows(mara))
    at(minutesAgo(12), () =>
      ana.drafts(okafors, 'Hello Samuel,\n\nplain citric acid is fine: two spoons to a litre, and'),
    )
    at(minutesAgo(11), () => sofia.drafts(kofi, 'Dear Kofi,\n\nhere is the invoice, made out to Asante Market Ltd.'))
  },
})
