import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { dayMs } from '../../src/lib/clock.ts'
import { cast, shop } from '../cast.ts'
import type { Scene } from '../telling/director.ts'
import type { Story } from '../telling/story.ts'
import { daysAgo, minutesAgo } from '../telling/times.ts'
import { photo } from './files.ts'

const { pavel, rosa, lena, jan, kofi, viktor, eleni, leads } = cast

/** An answer that cannot arrive: the mailbox is gone, and the desk says so where it matters. */
export const theClosedMailbox = (story: Story): Scene => ({
  title: 'The closed mailbox',
  tell(at) {
    const [sofia, nia] = [story.by('sofia'), story.by('nia')]
    let note: Entry
    at(daysAgo(2, '11:00'), () =>
      story.mails(pavel, {
        subject: 'Spare handle',
        text: 'Hello,\n\nthe handle of my kettle came off. Do you sell it as a spare part? Note that I change my mail provider this week.\n\nPavel Novák',
      }),
    )
    at(daysAgo(2, '11:15'), () => sofia.takes(pavel))
    at(daysAgo(2, '14:00'), () => story.stage.mail.setClosed(pavel.addresses[0], true))
    at(daysAgo(2, '15:20'), async () => {
      await sofia.answers(pavel, 'Hello Pavel,\n\nwe do: €6, postage included. Shall I send one?\n\nSofia')
      await story.untilBounced(pavel)
    })
    at(daysAgo(2, '15:40'), async () => {
      note = await sofia.notes(pavel, 'His mailbox is closed. There is a number on the order: try it tomorrow.')
    })
    at(daysAgo(2, '16:30'), () =>
      sofia.edits(note, 'His mailbox is closed. The number on the order is +420 601 234 567: try it tomorrow.'),
    )
    at(daysAgo(1, '16:10'), () =>
      nia.edits(
        note,
        'His mailbox is closed, and nobody answers at +420 601 234 567 before six. Night shift: call him after six.',
      ),
    )
  },
})

/** The third time, and rightly angry: urgent, and handed over between shifts with everything that is known. */
export const theThirdTime = (story: Story): Scene => ({
  title: 'The third time',
  tell(at) {
    const [sofia, nia, jonas] = [story.by('sofia'), story.by('nia'), story.by('jonas')]
    at(daysAgo(9, '10:10'), () =>
      story.mails(rosa, {
        subject: 'Espresso machine drips, order KC-46655',
        text: 'Hello,\n\nthe machine from order KC-46655 drips all the time, also when it is off.\n\nRosa Delgado',
        attachments: [
          photo('drip-tray.png', [
            [70, 50, 40],
            [130, 90, 60],
            [190, 160, 120],
            [220, 210, 200],
          ]),
        ],
      }),
    )
    at(daysAgo(9, '11:00'), () => jonas.takes(rosa))
    at(daysAgo(9, '11:05'), () =>
      jonas.answers(
        rosa,
        'Hello Rosa,\n\nplease send it to us, postage is ours. We put in a new valve and you have it back in three days.\n\nJonas',
      ),
    )
    at(daysAgo(5, '15:00'), () =>
      jonas.answers(rosa, 'The valve is in, and the machine is on its way to you.\n\nJonas'),
    )
    at(daysAgo(5, '15:01'), () => jonas.closes(rosa))
    at(daysAgo(1, '16:48'), () =>
      story.replies(
        rosa,
        'This is the THIRD time I write about this machine. It came back and drips exactly as before, and now it is loud as well. I have paid 420 euros for something that stands in my kitchen and drips. I do not want another valve. I want my money back, and I want to hear from somebody who can decide that today.',
      ),
    )
    at(daysAgo(1, '16:52'), () => nia.changes(rosa, { priority: 'urgent', topic: 'Refund' }))
    at(daysAgo(1, '16:55'), () =>
      nia.handsOver(rosa, 'ana', {
        asked: 'Her money back for KC-46655 (€420), by somebody who can decide it.',
        tried: 'One new valve, five days ago. It drips again, and is loud.',
        promised: 'That somebody who decides writes to her today.',
        next: 'It is above what I may refund, so it is yours. I would do it.',
      }),
    )
    at(minutesAgo(260), () =>
      sofia.notes(
        rosa,
        'She called the shop in town at nine; they told her Ana decides. Please do not ask her for the serial number again, it is KE-1180-042.',
      ),
    )
  },
})

/** Formatted mail with remote pictures, and a machine that answers for its owner. */
export const theNewsletterReader = (story: Story): Scene => ({
  title: 'The filters',
  tell(at) {
    const sofia = story.by('sofia')
    at(daysAgo(1, '09:30'), () =>
      story.mails(lena, {
        subject: 'Drei Fragen zu den Filtern',
        text: 'Guten Tag,\n\n1. Passen die Filter FX-2 auch in die kleine Maschine?\n2. Wie lange halten sie bei hartem Wasser?\n3. Gibt es sie im Abo?\n\nViele Grüße\nLena Fischer',
        html: `<div style="font-family:Georgia,serif"><p>Guten Tag,</p><ol><li>Passen die Filter <b>FX-2</b> auch in die kleine Maschine?</li><li>Wie lange halten sie bei <i>hartem</i> Wasser?</li><li>Gibt es sie im Abo?</li></ol><table border="1" cellpadding="6"><tr><th>Maschine</th><th>Filter</th></tr><tr><td>Piccola</td><td>FX-2?</td></tr><tr><td>Grande</td><td>FX-4</td></tr></table><p>Viele Grüße<br>Lena Fischer</p><img src="https://pixel.newsletter.example/open.gif?who=lena" width="1" height="1" alt=""></div>`,
      }),
    )
    at(daysAgo(1, '09:50'), () => sofia.takes(lena))
    at(daysAgo(1, '10:02'), () =>
      sofia.answers(lena, {
        text: 'Guten Tag Frau Fischer,\n\n1. Ja, seit dem Baujahr 2021.\n2. Etwa acht Wochen.\n3. Ab März.\n\nSofia Marino',
        html: '<p>Guten Tag Frau Fischer,</p><ol><li>Ja, seit dem Baujahr 2021.</li><li>Etwa acht Wochen.</li><li>Ab März.</li></ol><p>Sofia Marino</p>',
      }),
    )
    at(daysAgo(1, '10:03'), () =>
      story.mails(lena, {
        subject: 'Abwesend: Re: Drei Fragen zu den Filtern',
        text: 'Ich bin bis Montag nicht im Büro. Ihre Nachricht wird nicht weitergeleitet.',
        headers: { 'Auto-Submitted': 'auto-replied' },
      }),
    )
    // Our answer was passed on, and the answer to it comes from somebody else: both issues say so.
    at(daysAgo(1, '11:20'), () =>
      story.replies(
        lena,
        'Guten Tag,\n\nmeine Schwester hat mir Ihre Antwort weitergeleitet. Ich hätte gern sechs Filter FX-2 für die kleine Maschine. Wie lange dauert die Lieferung?\n\nJan Fischer',
        { by: jan },
      ),
    )
    at(daysAgo(1, '11:40'), () =>
      story.mails(kofi, {
        subject: 'Automatic reply: Your order KC-51020',
        text: 'I am travelling until Thursday and read no mail.\n\nKofi Asante',
        headers: { 'Auto-Submitted': 'auto-replied', 'X-Autoreply': 'yes' },
      }),
    )
    // A person’s words in a machine’s dress: somebody has to look, and releases it.
    at(daysAgo(1, '11:50'), () =>
      story.mails(viktor, {
        subject: 'Re: Warranty of my coffee grinder',
        text: 'Hello,\n\nI answer from my ticket system, sorry for the odd headers. My grinder from order KC-49007 makes a burning smell. May I go on using it?\n\nViktor Lund',
        headers: { 'Auto-Submitted': 'auto-replied' },
      }),
    )
    at(daysAgo(1, '12:00'), () =>
      story.stage.mail.send({
        from: { name: 'Kitchen Trade Weekly', address: 'news@kitchen-trade.example' },
        to: shop.supportAddress,
        subject: 'This week: five trends in enamel',
        text: 'Five trends in enamel. To leave this list, follow the link.',
        headers: {
          'List-Id': '<weekly.kitchen-trade.example>',
          'List-Unsubscribe': '<https://kitchen-trade.example/leave>',
          Precedence: 'bulk',
        },
      }),
    )
  },
})

/** Waits for stock: out of sight until there is something to say. */
export const theBackorder = (story: Story): Scene => ({
  title: 'The backorder',
  tell(at) {
    const sofia = story.by('sofia')
    at(daysAgo(2, '13:00'), () =>
      story.mails(eleni, {
        subject: 'Πότε θα είναι ξανά διαθέσιμο το μπρίκι;',
        text: 'Καλημέρα σας,\n\nπότε θα είναι ξανά διαθέσιμο το χάλκινο μπρίκι; Το θέλω για δώρο.\n\nΕλένη',
      }),
    )
    at(daysAgo(2, '13:20'), () => sofia.takes(eleni))
    at(daysAgo(2, '13:30'), () =>
      sofia.answers(
        eleni,
        'Καλημέρα Ελένη,\n\nτο περιμένουμε την επόμενη εβδομάδα. Θα σας γράψω μόλις φτάσει.\n\nSofia',
      ),
    )
    at(daysAgo(2, '13:31'), () => sofia.snoozes(eleni, new Date(story.stage.clock.now().getTime() + 6 * dayMs)))
  },
})

/** Advertising: put away, its domain blocked, and what comes from there next waits in the quarantine. */
export const theAdvertiser = (story: Story): Scene => ({
  title: 'The advertiser',
  tell(at) {
    const [nia, ana] = [story.by('nia'), story.by('ana')]
    const text = 'Only today: 40 000 addresses of coffee drinkers for 99 dollars.'
    at(daysAgo(3, '10:20'), () => story.mails(leads, { subject: 'Addresses for your shop', text }))
    at(daysAgo(3, '10:40'), () => nia.trashes(leads))
    at(daysAgo(3, '11:00'), () =>
      ana.api.call('PUT', '/blocked-domains/bargain-leads.example', {
        reason: 'Advertising, each time from another address.',
      }),
    )
    at(daysAgo(2, '10:20'), () =>
      story.mails(leads, {
        from: 'today@mail.bargain-leads.example',
        subject: 'Last chance: addresses for your shop',
        text,
      }),
    )
  },
})
