import { cast } from '../cast.ts'
import type { Scene } from '../telling/director.ts'
import type { Story } from '../telling/story.ts'
import { daysAgo, minutesAgo } from '../telling/times.ts'
import { page, photo } from './files.ts'

const { mara, kofi } = cast

/** Mail on one day, the chat on the next, mail again today: the person who answers knows what was said. */
export const theLeakingKettle = (story: Story): Scene => ({
  title: 'The leaking kettle',
  tell(at) {
    const [sofia, jonas] = [story.by('sofia'), story.by('jonas')]
    at(daysAgo(3, '09:12'), () =>
      story.mails(mara, {
        subject: 'My kettle leaks at the base',
        text: [
          'Hello,',
          'the glass kettle from order KC-48213 came on Friday and was lovely for two days. Since this morning water comes out at the base, right where the glass meets the metal. A photo is attached.',
          'Is that something I can fix, or do you send another one?',
          'Kind regards,\nMara Lindqvist\nStorgatan 4, Uppsala',
        ].join('\n\n'),
        attachments: [
          photo('kettle-base.png', [
            [168, 192, 204],
            [120, 150, 170],
            [90, 104, 116],
            [196, 170, 130],
          ]),
        ],
      }),
    )
    at(daysAgo(3, '09:31'), () => sofia.takes(mara))
    at(daysAgo(3, '09:41'), () =>
      sofia.answers(mara, {
        text: 'Hello Mara,\n\nI am sorry about that, and thank you for the photo. Could you look under the base for the serial number? It begins with KG. With it I can see which seal was built in.\n\nSofia',
        html: '<p>Hello Mara,</p><p>I am sorry about that, and thank you for the photo. Could you look under the base for the <strong>serial number</strong>? It begins with KG. With it I can see which seal was built in.</p><p>Sofia</p>',
      }),
    )
    at(daysAgo(3, '12:20'), () => story.replies(mara, 'It says KG-2207-118. The sticker is a bit wet by now!'))
    at(daysAgo(3, '12:45'), () =>
      sofia.handsOver(mara, 'jonas', {
        asked: 'Why KC-48213 leaks at the base; repair or replacement.',
        tried: 'Nothing yet. The serial is KG-2207-118, from the July batch with the hard seals.',
        promised: 'An answer today.',
        next: 'Decide between a new seal and a new kettle.',
      }),
    )
    at(daysAgo(3, '12:50'), () => jonas.acknowledges(mara))
    at(daysAgo(3, '12:58'), () =>
      jonas.notes(
        mara,
        'July batch, so it is the seal. We have 40 of the soft ones. Posting one costs less than a return, but offer both.',
      ),
    )
    at(daysAgo(3, '13:10'), () =>
      jonas.answers(
        mara,
        'Hello Mara,\n\nit is the seal: those of that batch are too hard. Two ways, whichever you like better:\n\n1. I post you a new seal today. It takes two minutes to put in.\n2. You send the kettle back and get another one.\n\nJonas',
      ),
    )
    at(daysAgo(2, '08:02'), () => story.replies(mara, 'The seal, please. I would hate to be without it for a week.'))
    at(daysAgo(2, '08:20'), () => jonas.answers(mara, 'It is in the post. You should have it on Thursday.\n\nJonas'))
    at(daysAgo(2, '08:21'), () => jonas.changes(mara, { topic: 'Leak', priority: 'high' }))
    at(daysAgo(2, '08:22'), () =>
      jonas.knows(mara, {
        'Last order': 'KC-48213',
        City: 'Uppsala',
        Language: 'English, Swedish',
        Tier: 'Gold',
        Tried: ['New seal posted'],
      }),
    )
    at(daysAgo(1, '10:05'), () =>
      story.chats(mara, 'Hi! The seal is here, but it does not fit 😕', 'It is about a millimetre too wide.'),
    )
    at(daysAgo(1, '10:08'), () => jonas.answers(mara, 'Oh no. Is there a letter next to the serial number, A or B?'))
    at(daysAgo(1, '10:09'), () => story.chats(mara, 'B'))
    at(daysAgo(1, '10:11'), () =>
      jonas.answers(
        mara,
        'Then it is the smaller housing, and I sent you the wrong one. Let us swap the whole kettle instead: I mail you a label, you send it whenever it suits you, and the new one leaves today.',
      ),
    )
    at(daysAgo(1, '10:12'), () => story.chats(mara, 'That would be great, thank you!'))
    at(daysAgo(1, '10:30'), () =>
      jonas.notes(
        mara,
        'New kettle KC-48990 packed, leaves with the 17:00 van. Label still to be made: the label printer is out of paper.',
      ),
    )
    at(minutesAgo(96), () =>
      story.mails(mara, {
        subject: 'Label for my kettle',
        text: 'Hello Jonas,\n\nthe new kettle for order KC-48213 arrived, and it is perfectly dry. Only the label for the old one is missing. Could you send it?\n\nMara',
      }),
    )
    at(minutesAgo(90), () =>
      jonas.answers(mara, {
        text: 'Hello Mara,\n\nhere it is, with my apologies for the delay. Any post office takes the parcel.\n\nJonas',
        files: [
          page('return-label-KC-48213.pdf', ['Kettle & Co. - Returns', 'Order KC-48213', 'Lagerstrasse 12, Hamburg']),
        ],
      }),
    )
    at(minutesAgo(31), () => story.chats(mara, 'Parcel is on its way. And the new one whistles in the right key 🎶'))
  },
})

/** Begun in the app, and quick. */
export const theWrongColour = (story: Story): Scene => ({
  title: 'The wrong colour',
  tell(at) {
    const sofia = story.by('sofia')
    at(minutesAgo(188), () => story.says(kofi, 'Hello, I ordered the green one', 'and this is clearly blue'))
    at(minutesAgo(185), () => sofia.takes(kofi))
    at(minutesAgo(184), () => sofia.answers(kofi, 'Good morning Kofi! Which order is it?'))
    at(minutesAgo(183), () => story.says(kofi, 'KC-51020'))
    at(minutesAgo(181), () =>
      sofia.answers(
        kofi,
        'I see it: we packed “Lagoon” instead of “Fern”. A green one leaves today, and you may keep the blue one until it is there.',
      ),
    )
    at(minutesAgo(180), () => story.says(kofi, '👍'))
    at(minutesAgo(174), () => sofia.closes(kofi))
    at(minutesAgo(44), () =>
      story.mails(kofi, {
        subject: 'Invoice for KC-51020',
        text: 'Dear team,\n\ncould I have the invoice for KC-51020 with our company name on it, Asante Market Ltd? Our bookkeeper needs it by Friday.\n\nThanks,\nKofi',
      }),
    )
  },
})
