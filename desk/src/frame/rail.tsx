import { UnstyledButton } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useCounts } from '../data/issues/use-counts.ts'
import { IconInbox, IconSearch, IconSettings, IconUsers } from '../look/icons.ts'
import { PersonMark } from '../look/person-mark.tsx'
import { Bell } from './notifications/bell.tsx'
import { openPalette } from './palette/open-palette.ts'
import { paths } from '../paths.ts'
import { w } from '../words/words.ts'
import { commandKey } from '../keys/command-key.ts'
import classes from './rail.module.css'
import { useGoKeys } from './use-go-keys.ts'
import { useMe } from '../data/me/use-me.ts'

export function Rail() {
  const me = useMe()
  const counts = useCounts()
  const { issueId, customerId } = useParams({ strict: false })
  useGoKeys()
  return (
    // On a phone, an open thread wants the whole height.
    <nav className={classes.rail} aria-label={w.rail.label} data-thread={(issueId ?? customerId) ? true : undefined}>
      <img src="/mark.svg" alt={w.appName} width={28} height={28} className={classes.mark} />
      <UnstyledButton className={classes.item} title={`${w.palette.label} · ${commandKey} K`} onClick={openPalette}>
        <IconSearch size={20} stroke={1.6} />
        <span>{w.palette.open}</span>
      </UnstyledButton>
      <Item to={paths.inbox} icon={IconInbox} label={w.rail.inbox} hasNews={(counts?.mine ?? 0) > 0} />
      <Item to={paths.customers} icon={IconUsers} label={w.rail.customers} />
      <Bell />
      <Item to={paths.settings} icon={IconSettings} label={w.rail.settings} />
      <Link to={paths.account} className={classes.item} data-last>
        <PersonMark name={me.name} size={24} />
        <span>{w.rail.account}</span>
      </Link>
    </nav>
  )
}

interface ItemProps {
  to: typeof paths.inbox | typeof paths.customers | typeof paths.settings
  icon: ComponentType<{ size: number; stroke: number }>
  label: string
  hasNews?: boolean
}

function Item({ to, icon: Icon, label, hasNews = false }: ItemProps) {
  return (
    <Link to={to} className={classes.item} activeOptions={{ includeSearch: false }}>
      <span className={classes.icon} data-news={hasNews || undefined}>
        <Icon size={20} stroke={1.6} />
      </span>
      <span>{label}</span>
    </Link>
  )
}
