import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { SavedReply } from '@throughline/protocol/saved-replies/saved-replies.ts'
import type { Team } from '@throughline/protocol/staff/teams.ts'
import type { Api } from '../telling/api.ts'
import type { Scene } from '../telling/director.ts'
import type { Story } from '../telling/story.ts'
import { daysAgo, minutesAgo } from '../telling/times.ts'

const replies: readonly { name: string; shortcut: string; text: string }[] = [
  {
    name: 'Thank you, we look into it',
    shortcut: 'look',
    text: 'Dear {{customer.firstName}},\n\nthank you for writing. I look into it and come back to you today.\n\n{{staff.firstName}}',
  },
  {
    name: 'How to descale',
    shortcut: 'descale',
    text: 'Fill it to the middle with water, add one sachet of descaler, wait for twenty minutes, and rinse it twice.',
  },
  {
    name: 'Return label',
    shortcut: 'label',
    text: 'Dear {{customer.firstName}},\n\nthe label for your parcel is attached. Any post office takes it; it costs you nothing.\n\n{{staff.firstName}}, {{business.name}}',
  },
  {
    name: 'Opening hours',
    shortcut: 'hours',
    text: 'We are here Monday to Saturday from eight in the morning to nine in the evening.',
  },
]

/** What a team sets up in its first weeks, so that every page of the settings has something to show. */
export const howWeWork = (story: Story): Scene => ({
  title: 'How we work',
  tell(at) {
    const [ana, nia, sofia] = [story.by('ana').api, story.by('nia').api, story.by('sofia').api]
    at(daysAgo(40, '09:00'), () =>
      ana.call('PATCH', '/business', {
        name: 'Kettle & Co.',
        address: '12 Harbour Street, Dover',
        openingHours: 'Mon to Sat, 8:00 to 21:00',
        signature: 'Kettle & Co. · 12 Harbour Street, Dover',
        accentColour: '#8c3b12',
      }),
    )
    at(daysAgo(40, '09:20'), async () => {
      for (const reply of replies) await nia.call<SavedReply>('POST', '/saved-replies', { ...reply, shared: true })
    })
    at(daysAgo(39, '10:00'), () =>
      sofia.call('POST', '/saved-replies', {
        name: 'My goodbye',
        shortcut: 'bye',
        text: 'All the best from Dover,\nSofia',
      }),
    )
    at(daysAgo(39, '11:00'), async () => {
      const { items: teams } = await nia.call<{ items: Team[] }>('GET', '/teams')
      const repairs = teams.find(({ name }) => name === 'Repairs')!
      const view = (name: string, filter: object, shared = true) =>
        nia.call('POST', '/views', { name, shared, filter, sort: 'oldest' })
      await view('Urgent first', { queue: 'all', priorities: ['urgent', 'high'] })
      await view('Repairs', { queue: 'all', teamId: repairs.id })
      await view('Waiting on us', { queue: 'all', statuses: ['open', 'waiting_on_us'] })
      await view('What I hold', { queue: 'mine' }, false)
    })
    // Everybody has looked through what came before today, but for what was handed to them overnight.
    at(minutesAgo(419), async () => {
      for (const { api } of [story.by('ana'), story.by('nia'), story.by('sofia'), story.by('jonas')]) await readAll(api)
    })
    at(minutesAgo(9), () => ana.call('POST', '/tokens', { name: 'Kettle app', role: 'staff' }))
    const { ordersUrl } = story.stage
    if (ordersUrl === null) return
    at(minutesAgo(1), () =>
      ana.call('POST', '/webhooks', {
        name: 'Order system',
        url: ordersUrl,
        eventTypes: ['issue.opened', 'issue.resolved'],
      }),
    )
  },
})

async function readAll(api: Api): Promise<void> {
  const me = await api.call<{ id: string }>('GET', '/me')
  const { items } = await api.call<{ items: Issue[] }>('GET', '/issues?limit=200')
  for (const { id, ownerId, lastContactAt } of items) {
    if (ownerId !== me.id) await api.call('PUT', `/issues/${id}/reading`, { upTo: lastContactAt })
  }
}
