import { z } from 'zod'
import { humanText, Id } from '../primitives.ts'
import { route } from '../route.ts'

export const notificationKinds = [
  'assigned',
  'mentioned',
  'answered',
  'handed_over',
  'handover_acknowledged',
  'snooze_ended',
  'not_delivered',
  'answered_elsewhere',
  'forward_answered',
  'not_sent',
  'followed',
  'account_attacked',
  'sign_in_attacked',
  'channel_flooded',
] as const

/**
 * assigned: an issue became mine. mentioned: a colleague named me in a note. answered: the customer wrote on an issue
 * of mine. handed_over: an issue was passed on to me, or to a team of mine, with what I have to know.
 * handover_acknowledged: somebody has taken what I had handed over. snooze_ended: an
 * issue of mine is back. not_delivered: an answer on an issue of mine, or on one of my team that nobody owns, did not
 * arrive. answered_elsewhere: somebody else answered a mail of such an issue. forward_answered:
 * somebody answered what I, or somebody on an issue of mine, had forwarded to them. not_sent: a reply that I had scheduled was held back. followed: somebody wrote on, closed or reopened an issue that I follow. account_attacked: many failed sign-ins to my account. sign_in_attacked: the same to a
 * colleague's account, or from one address, for those who read the audit log. channel_flooded: visitors flood a chat,
 * for those who manage channels.
 */
export const NotificationKind = z.enum(notificationKinds)
export type NotificationKind = z.infer<typeof NotificationKind>

/** Kinds that are about an issue; the others stay in the desk. */
export const mailedKinds = [
  'mentioned',
  'assigned',
  'handed_over',
  'answered',
  'followed',
  'not_delivered',
  'not_sent',
  'snooze_ended',
  'handover_acknowledged',
  'answered_elsewhere',
] as const satisfies readonly NotificationKind[]

export const MailNotifications = z
  .object({
    when: z
      .enum(['off', 'away', 'always'])
      .describe(
        'off: never. away: what is still unread after `afterMinutes`, while you have no desk open; with one open, after two ' +
          'hours. always: at once.',
      ),
    afterMinutes: z.int().min(1).max(1440),
    kinds: z.array(z.enum(mailedKinds)).max(mailedKinds.length),
  })
  .meta({ id: 'MailNotifications' })
export type MailNotifications = z.infer<typeof MailNotifications>

export const usualMailNotifications: MailNotifications = {
  when: 'away',
  afterMinutes: 10,
  kinds: ['mentioned', 'assigned', 'handed_over', 'answered', 'not_delivered', 'not_sent'],
}

export const Preferences = z
  .object({
    language: z.enum(['en', 'de', 'fr']).nullable().describe('Null: whatever the browser prefers.'),
    density: z.enum(['comfortable', 'compact']),
    mutedNotifications: z.array(NotificationKind).describe('Kinds of notifications that this person does not want.'),
    mailNotifications: MailNotifications.describe('Which notifications go by mail as well, and when.'),
    followWhen: z
      .array(z.enum(['mentioned', 'answered']))
      .max(2)
      .describe('When an issue is followed by itself: when one is named in a note, when one answers. Usually never.'),
    picturesFrom: z
      .array(Id)
      .max(500)
      .describe('Senders, by identity, whose remote pictures are always shown where their mail is authenticated.'),
    signature: humanText(1000).describe(
      'Under every mail that this person writes, above that of the channel or the company.',
    ),
    dismissed: z.array(humanText(100).min(1)).max(100).describe('Hints that were put away for good, by name.'),
  })
  .meta({ id: 'Preferences' })
export type Preferences = z.infer<typeof Preferences>

const tag = 'Staff'

export const getPreferences = route({
  method: 'GET',
  path: '/me/preferences',
  tag,
  summary: 'Your preferences; a token has the defaults',
  access: 'signed-in',
  response: Preferences,
  status: 200,
})

export const updatePreferences = route({
  method: 'PATCH',
  path: '/me/preferences',
  tag,
  summary: 'Change your preferences; what is left out stays',
  access: 'signed-in',
  body: Preferences.partial(),
  example: { density: 'compact', mutedNotifications: ['answered'] },
  response: Preferences,
  status: 200,
  problems: ['forbidden'],
})
