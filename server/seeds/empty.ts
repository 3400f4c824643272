import { randomBytes } from 'node:crypto'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { StaffMember } from '@throughline/protocol/staff/members.ts'
import { labBoundary } from '../src/edges/lab/lab.ts'
import { demoPassword, shop, staff } from './cast.ts'
import type { Stage } from './telling/stage.ts'
import { openStory, type Story } from './telling/story.ts'
import { joined } from './telling/times.ts'

/**
 * The story before anything happened: the shop has connected its mail and its app, and everybody has an account. Mail
 * leaves by the provider of the stage, as an admin would set it up: by its name and port.
 */
export async function tellEmpty(stage: Stage, end: Date): Promise<Story> {
  const { api, mail, clock } = stage
  const { items } = await api.call<{ items: Channel[] }>('GET', '/channels')
  const first = items.find(({ kind }) => kind === 'email')!
  await api.call('PATCH', `/channels/${first.id}`, {
    name: shop.supportAddress,
    settings: {
      address: shop.supportAddress,
      senderName: shop.name,
      signature: `${shop.name} · We are here until nine in the evening`,
      smtp: { host: '127.0.0.1', port: mail.port, security: 'none' },
      authservIds: [labBoundary],
      // As the first channel of a new installation has it.
      quotedHistory: 'last',
    },
  })
  const app = await api.call<Channel>('POST', '/channels', { kind: 'api', name: 'Kettle app', settings: {} })
  // The shop's owner puts the snippet on the page, and shares a secret with us to vouch for signed-in visitors.
  const chatSecret = randomBytes(32).toString('base64url')
  const chat = await api.call<Channel>('POST', '/channels', {
    kind: 'webchat',
    name: 'Shop chat',
    settings: {
      title: shop.name,
      greeting: 'Hello! What can we do for you?',
      allowedOrigins: [stage.publicUrl],
      accentColour: '#8c3b12',
      answersWithinMinutes: 5,
      identity: { secret: chatSecret },
    },
  })
  await stage.shop.connect({ chatChannelId: chat.id, chatSecret })

  clock.set(joined(end))
  const idByName = new Map<string, string>()
  // The first admin is there from the start, named after the address.
  const there = await api.call<{ items: StaffMember[] }>('GET', '/staff')
  await Promise.all(
    Object.values(staff).map(async ({ name, email, role }) => {
      const known = there.items.find((member) => member.email === email)
      const member = known
        ? await api.call<StaffMember>('PATCH', `/staff/${known.id}`, { name })
        : await api.call<StaffMember>('POST', '/staff', { name, email, role, password: demoPassword })
      idByName.set(email, member.id)
    }),
  )
  clock.set(end)
  const members = (...people: { email: string }[]): string[] => people.map(({ email }) => idByName.get(email)!)
  const { ana, nia, sofia, jonas } = staff
  await api.call('POST', '/teams', { name: 'Orders', memberIds: members(ana, sofia) })
  await api.call('POST', '/teams', { name: 'Repairs', memberIds: members(jonas) })
  await api.call('POST', '/teams', { name: 'Night shift', memberIds: members(nia, jonas) })
  await api.call('POST', '/skills', { name: 'Deutsch', staffIds: members(jonas, nia) })
  await api.call('POST', '/skills', { name: 'Coffee machines', staffIds: members(jonas, sofia) })
  return openStory(stage, { app, chat })
}
