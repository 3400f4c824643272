import { useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMay } from '../../../data/me/use-me.ts'
import { useChangePreferences, usePreferences } from '../../../data/me/preferences.ts'
import { w as accountWords } from '../../../areas/account/words/words.ts'
import { customers } from '../../../areas/customers/area.tsx'
import type { InboxSearch } from '../../../areas/inbox/inbox-search.ts'
import { w as inboxWords } from '../../../areas/inbox/words/words.ts'
import { useViews } from '../../../data/issues/views-query.ts'
import {
  IconBell,
  IconFilter,
  IconInbox,
  IconKeyboard,
  IconLanguage,
  IconMoonStars,
  IconPencil,
  IconSettings,
  IconUser,
  IconUsers,
  type Icon,
} from '../../../look/icons.ts'
import { paths } from '../../../paths.ts'
import { useSettings } from '../../settings/use-settings.ts'
import { language, languages, type Language } from '../../../words/locale.ts'
import { speak, w } from '../../../words/words.ts'
import { pressKey } from '../../../keys/press-key.ts'
import type { Command } from './command.ts'

/** Every place to go to, and how the desk looks and speaks. */
export function usePageCommands(): Command[] {
  const navigate = useNavigate()
  const settings = useSettings()
  const views = useViews() ?? []
  const { density } = usePreferences()
  const prefer = useChangePreferences()
  const { setColorScheme } = useMantineColorScheme()
  const mayWrite = useMay('thread.write')
  const words = w.palette
  const command = (
    group: Command['group'],
    id: string,
    label: string,
    Drawn: Icon,
    run: () => void,
    more: Partial<Command> = {},
  ): Command => ({ id, group, icon: <Drawn size={16} stroke={1.75} />, label, run, ...more })
  const inbox = (label: string, search: InboxSearch, more: Partial<Command> = {}) =>
    command('go', `inbox ${label}`, label, IconInbox, () => void navigate({ to: paths.inbox, search }), more)
  const otherLanguages = Object.keys(languages).filter((name): name is Language => name !== language())

  return [
    inbox(inboxWords.inbox.title, {}, { keys: 'g i' }),
    inbox(inboxWords.inbox.queues.mine, { queue: 'mine' }, { keys: 'g m', alias: inboxWords.inbox.title }),
    inbox(inboxWords.inbox.queues.unassigned, { queue: 'unassigned' }, { keys: 'g u', alias: inboxWords.inbox.title }),
    inbox(inboxWords.inbox.filter.followed, { followed: true }, { isHiddenAtFirst: true }),
    inbox(inboxWords.inbox.filter.unread, { unread: true }, { isHiddenAtFirst: true }),
    inbox(w.issue.status.snoozed, { status: 'snoozed' }, { isHiddenAtFirst: true }),
    inbox(w.issue.status.resolved, { status: 'resolved' }, { isHiddenAtFirst: true }),
    inbox(w.issue.status.waiting_on_us, { status: 'waiting_on_us' }, { isHiddenAtFirst: true }),
    inbox(w.issue.status.waiting_on_customer, { status: 'waiting_on_customer' }, { isHiddenAtFirst: true }),
    ...(mayWrite
      ? [command('you', 'new message', w.newMessage.title, IconPencil, () => pressKey('c'), { keys: 'c' })]
      : []),
    command('go', 'notifications', w.notifications.title, IconBell, () => pressKey('b'), { keys: 'b' }),
    command('go', 'customers', customers.title(), IconUsers, () => void navigate({ to: paths.customers }), {
      keys: 'g c',
    }),
    command('go', 'settings', w.settings.title, IconSettings, () => void navigate({ to: paths.settings }), {
      keys: 'g s',
    }),
    ...settings.map(({ to, title }) =>
      command('go', `settings ${to}`, title(), IconSettings, () => void navigate({ to }), {
        alias: w.settings.title,
        isHiddenAtFirst: true,
      }),
    ),
    command('go', 'account', accountWords.account.title, IconUser, () => void navigate({ to: paths.account }), {
      keys: 'g y',
    }),
    ...views.map((view) =>
      command(
        'views',
        `view ${view.id}`,
        view.name,
        IconFilter,
        () => void navigate({ to: paths.inbox, search: { view: view.id } }),
      ),
    ),
    command('you', 'shortcuts', w.shortcuts.title, IconKeyboard, () => pressKey('?'), { keys: '?' }),
    ...(['light', 'dark', 'auto'] as const).map((scheme) =>
      command(
        'you',
        `scheme ${scheme}`,
        `${accountWords.account.appearance}: ${accountWords.account[scheme]}`,
        IconMoonStars,
        () => setColorScheme(scheme),
        { isHiddenAtFirst: true },
      ),
    ),
    command(
      'you',
      'density',
      `${inboxWords.inbox.filter.density}: ${density === 'compact' ? inboxWords.inbox.filter.comfortable : inboxWords.inbox.filter.compact}`,
      IconFilter,
      () => prefer({ density: density === 'compact' ? 'comfortable' : 'compact' }),
      { isHiddenAtFirst: true },
    ),
    ...otherLanguages.map((name) =>
      command(
        'you',
        `language ${name}`,
        languages[name],
        IconLanguage,
        () => {
          prefer({ language: name })
          void speak(name)
        },
        { alias: `${accountWords.account.language} ${words.languageIn[name]}`, isHiddenAtFirst: true },
      ),
    ),
  ]
}
