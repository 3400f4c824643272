import { expect, test } from 'vitest'
import { connectPerch, fresh } from '../server/test/sample-channel/perch.ts'
import { soon, useDesk } from './desk.ts'
import { startParrotServer } from './parrot-server.ts'

/** What a provider tells of messages, as staff see it on the thread while it happens. */
let server: Awaited<ReturnType<typeof startParrotServer>>
const desk = useDesk({ start: async () => (server = await startParrotServer()) })

test.each([
  [
    'en-GB',
    {
      edited: /^edited by Polly/,
      was: 'What it said before',
      deleted: 'Polly deleted this message.',
      elsewhere: 'written elsewhere',
      reactions: 'Reactions',
    },
  ],
  [
    'de-DE',
    {
      edited: /^geändert von Polly/,
      was: 'Was vorher da stand',
      deleted: 'Diese Nachricht hat Polly gelöscht.',
      elsewhere: 'anderswo geschrieben',
      reactions: 'Reaktionen',
    },
  ],
  [
    'fr-FR',
    {
      edited: /^modifié par Polly/,
      was: 'Versions précédentes',
      deleted: 'Ce message a été supprimé par Polly.',
      elsewhere: 'écrit ailleurs',
      reactions: 'Réactions',
    },
  ],
])(
  'changes, deletions, reactions and what was written elsewhere appear on the open thread (%s)',
  async (locale, words) => {
    const perch = await connectPerch(server.app, server.url)
    const [by, first, second, elsewhere] = [fresh('Polly'), fresh('said'), fresh('said'), fresh('said')]
    await perch.tell({ id: first, by, text: 'My lamp is brokken.' }, { id: second, by, text: 'My card is 4111.' })
    const { id } = await perch.customerOf(by)
    const page = await desk.open(`/customers/${id}/thread`, { locale })
    const thread = page.getByRole('main')
    await thread.getByText('My card is 4111.').waitFor()

    await perch.tell(
      { did: 'change', by, about: first, text: 'My lamp is broken.' },
      { did: 'react', by, about: first, emoji: '😢' },
      { did: 'unsay', by, about: second },
      { id: elsewhere, did: 'keeper', by, text: 'We send a new one.' },
      { did: 'react', by, about: elsewhere, emoji: '❤️' },
    )
    const [lamp, ours] = [
      thread.getByRole('article').filter({ hasText: 'My lamp is broken.' }),
      thread.getByRole('article').filter({ hasText: 'We send a new one.' }),
    ]
    await ours.getByRole('list', { name: words.reactions }).getByText('❤️').waitFor()
    await ours.getByText(words.elsewhere).waitFor()
    await lamp.getByRole('list', { name: words.reactions }).getByText('😢').waitFor()
    await thread.getByText(words.deleted.replace('Polly', by)).waitFor()
    expect(await page.getByText('4111').count()).toBe(0)
    expect(await page.getByText('brokken').count()).toBe(0)

    await lamp.getByRole('button', { name: words.edited }).click()
    await page.getByRole('list', { name: words.was }).getByText('My lamp is brokken.').waitFor()
    await page.keyboard.press('Escape')

    await perch.tell({ did: 'react', by, about: first, emoji: null })
    await expect.poll(() => lamp.getByRole('list', { name: words.reactions }).count(), soon).toBe(0)
  },
)
