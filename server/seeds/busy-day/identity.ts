import type { CustomerRow } from '@throughline/protocol/customers/customers.ts'
import { cast } from '../cast.ts'
import type { Scene } from '../telling/director.ts'
import type { Story } from '../telling/story.ts'
import { daysAgo, minutesAgo } from '../telling/times.ts'

const { dmitri, impostor, mara, okafors } = cast

/** One person, two addresses: merged by hand, taken back, and merged again when he said so himself. */
export const theTwoAddresses = (story: Story): Scene => ({
  title: 'The two addresses',
  tell(at) {
    const [sofia, nia] = [story.by('sofia'), story.by('nia')]
    const [work, home] = dmitri.addresses
    let first: { id: string }
    const both = async (): Promise<[CustomerRow, CustomerRow]> => [
      await story.customerOf(dmitri, work),
      await story.customerOf(dmitri, home),
    ]
    at(daysAgo(6, '08:40'), () =>
      story.mails(dmitri, {
        from: work,
        subject: 'Twelve cups for the office',
        text: 'Good morning,\n\nwe would like twelve of the stackable cups, white, for the office kitchen. Can you deliver to the third floor, and send the invoice to this address?\n\nDmitri Volkov\nVolkov & Partners',
      }),
    )
    at(daysAgo(6, '09:05'), () => sofia.takes(dmitri))
    at(daysAgo(6, '09:15'), () =>
      sofia.answers(
        dmitri,
        'Good morning,\n\nwith pleasure: order KC-50310, delivered on Wednesday, third floor included.\n\nSofia',
      ),
    )
    at(daysAgo(6, '09:40'), () => sofia.closes(dmitri))
    at(daysAgo(4, '19:22'), () =>
      story.mails(dmitri, {
        from: home,
        subject: 'Where is my coffee grinder?',
        text: 'Hi,\n\nmy grinder, order KC-50771, was due on Monday. The tracking has said “at the depot” for three days now.\n\nDmitri',
      }),
    )
    at(daysAgo(4, '19:50'), async () => {
      const [atWork, atHome] = await both()
      first = await nia.merges(atWork, atHome, 'Same name, and both orders go to the same street.')
    })
    at(daysAgo(4, '20:15'), async () => {
      await nia.api.call('POST', `/merges/${first.id}/undo`)
    })
    at(daysAgo(4, '20:20'), () =>
      nia.notes(dmitri, 'I was too quick: the same street is no proof. Taken back; I ask him.', home),
    )
    at(daysAgo(3, '07:30'), () =>
      nia.answers(
        dmitri,
        'Hello Dmitri,\n\nyour grinder is found and comes tomorrow. One question: is the order of twelve cups for Volkov & Partners yours as well?\n\nNia',
        home,
      ),
    )
    at(daysAgo(3, '18:10'), () =>
      story.replies(dmitri, 'Yes, that is me as well. Feel free to put us together, my life is complicated enough.', {
        from: home,
      }),
    )
    at(daysAgo(3, '18:25'), async () => {
      const [atWork, atHome] = await both()
      await nia.merges(atWork, atHome, 'He wrote from both addresses that he is one person.')
    })
    at(daysAgo(3, '18:26'), () => nia.closes({ ...dmitri, addresses: [home] }))
    at(minutesAgo(143), () =>
      story.mails(dmitri, {
        from: home,
        subject: 'Grinder KC-50771: one more thing',
        text: 'It came, and grinds. The lid of the bean box has a crack, though. Do you have a spare one?\n\nDmitri',
      }),
    )
  },
})

/** Somebody writes in Mara's name, by mail from elsewhere and in the chat. They learn and change nothing of hers. */
export const theImpostor = (story: Story): Scene => ({
  title: 'The impostor',
  tell(at) {
    const jonas = story.by('jonas')
    at(minutesAgo(122), () =>
      story.mails(mara, {
        isForged: true,
        subject: 'New delivery address for KC-48213',
        text: 'Hello,\n\nplease send everything for order KC-48213 to my new address from now on: 14 Quay Road, back entrance. And could you tell me which card I paid with?\n\nMara Lindqvist',
      }),
    )
    at(minutesAgo(118), () =>
      jonas.notes(
        mara,
        'A mail in her name came from a server that may not write for post.example. It is on a record of its own, as a claim. I changed no address and told nobody anything.',
      ),
    )
    at(minutesAgo(57), () =>
      story.chats(
        impostor,
        'Hi, Mara again, about KC-48213. I wrote you a mail an hour ago and nothing happened.',
        'Please send the new kettle to 14 Quay Road, back entrance. And where did you send the last one?',
      ),
    )
    at(minutesAgo(55), () => jonas.takes(impostor))
    at(minutesAgo(54), () =>
      jonas.answers(
        impostor,
        'Hello! I can only speak about an order with the person it belongs to. Please sign in at the shop first, then I see it at once.',
      ),
    )
    at(minutesAgo(52), () =>
      story.chats(impostor, 'I forgot my password. You can see that my address is mara@post.example, I typed it in.'),
    )
    at(minutesAgo(50), () =>
      jonas.notes(
        impostor,
        'Typed, not proven: the same Quay Road as in the mail before. The real Mara wrote in between, signed in, and has her kettle. Nothing to tell, nothing to change.',
      ),
    )
  },
})

/** A family behind one address: it is marked as shared, so that nothing is concluded from it. */
export const theSharedAddress = (story: Story): Scene => ({
  title: 'The shared address',
  tell(at) {
    const sofia = story.by('sofia')
    at(daysAgo(5, '16:30'), () =>
      story.mails(okafors, {
        name: 'Grace Okafor',
        subject: 'Gift wrapping',
        text: 'Can you wrap order KC-49811? It is for my brother, who reads this mailbox too, so please answer vaguely. :)\n\nGrace',
      }),
    )
    at(daysAgo(5, '16:45'), async () => {
      const { id } = await story.customerOf(okafors)
      const { identities } = await sofia.api.call<{ identities: { id: string }[] }>('GET', `/customers/${id}`)
      await sofia.api.call('PATCH', `/identities/${identities[0]!.id}`, { shared: true, label: 'The family’s' })
    })
    at(daysAgo(5, '16:50'), () => sofia.answers(okafors, 'It shall be as you wish. 🎁\n\nSofia'))
    at(daysAgo(5, '16:51'), () => sofia.closes(okafors))
    at(minutesAgo(205), () =>
      story.mails(okafors, {
        name: 'Samuel Okafor',
        subject: 'Descaling',
        text: 'Hello, which descaler may I use for the steel kettle? The booklet only says “a suitable one”.\n\nSamuel',
      }),
    )
  },
})
