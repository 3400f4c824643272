import { UnstyledButton } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { isOffered } from '../areas/area.ts'
import { inDesk } from '../areas/areas.ts'
import { IconSearch, IconSettings, type Icon } from '../look/icons.ts'
import { PersonMark } from '../look/person-mark.tsx'
import { Bell } from './notifications/bell.tsx'
import { openPalette } from '../keys/open-palette.ts'
import { paths } from '../paths.ts'
import { w } from '../words/words.ts'
import { commandKey } from '../keys/command-key.ts'
import classes from './rail.module.css'
import { useGoKeys } from './use-go-keys.ts'
import { useCounts } from '../data/issues/use-counts.ts'
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
      <UnstyledButton
        className={classes.item}
        title={`${w.palette.label} · ${commandKey} K`}
        onClick={() => openPalette()}
      >
        <IconSearch size={20} stroke={1.6} />
        <span>{w.palette.open}</span>
      </UnstyledButton>
      {places
        .filter((place) => isOffered(place, me.permissions))
        .map(({ to, title, navigation: { icon, hasNews } }) => (
          <Item key={to} to={to} icon={icon} label={title()} hasNews={hasNews?.(counts)} />
        ))}
      <Bell />
      <Item to={paths.settings} icon={IconSettings} label={w.rail.settings} />
      <Link to={paths.account} className={classes.item} data-last>
        <PersonMark name={me.name} photoUrl={me.photoUrl} size={24} />
        <span>{w.rail.account}</span>
      </Link>
    </nav>
  )
}

/** Of the areas that stand in the rail, in their order. */
const places = inDesk.flatMap(({ to, title, access, navigation }) =>
  navigation?.in === 'rail' ? [{ to, title, access, navigation }] : [],
)

interface ItemProps {
  to: string
  icon: Icon
  label: string
  hasNews?: boolean | undefined
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
