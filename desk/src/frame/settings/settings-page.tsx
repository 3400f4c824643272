import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { useMediaQuery } from '@mantine/hooks'
import { EmptyState } from '../../look/empty-state.tsx'
import { IconSettings } from '../../look/icons.ts'
import { paths } from '../../paths.ts'
import { ListAndDetail } from '../../look/list-and-detail.tsx'
import { useMe } from '../../data/me/use-me.ts'
import { w } from '../../words/words.ts'
import classes from './settings-page.module.css'
import { settingsSections } from './settings-sections.ts'

export function SettingsPage() {
  const { pathname } = useLocation()
  return (
    <ListAndDetail
      isNarrow
      isDetailOpen={pathname !== paths.settings}
      list={
        <>
          <title>{w.settings.pageTitle}</title>
          <h1 className={classes.title}>{w.settings.title}</h1>
          <SettingsMenu />
        </>
      }
      detail={
        <div className={classes.scroller}>
          <div className={classes.content}>
            <Link to={paths.settings} className={classes.back}>
              {w.settings.title}
            </Link>
            <Outlet />
          </div>
        </div>
      }
    />
  )
}

function SettingsMenu() {
  const { permissions } = useMe()
  return (
    <nav className={classes.menu} aria-label={w.settings.label}>
      {settingsSections.map(({ group, pages }) => {
        const allowed = pages.filter((page) => permissions.includes(page.permission))
        if (allowed.length === 0) return null
        return (
          <div key={group}>
            <p className={classes.group}>{w.settings.groups[group]}</p>
            {allowed.map((page) => (
              <Link key={page.name} to={page.to} className={classes.link}>
                {w.settings[page.name]}
              </Link>
            ))}
          </div>
        )
      })}
    </nav>
  )
}

/** Beside the menu, the first page is shown at once; on a phone the menu is the page. */
export function SettingsIndex() {
  const { permissions } = useMe()
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const first = settingsSections
    .flatMap(({ pages }) => [...pages])
    .find((page) => permissions.includes(page.permission))
  if (first && !isPhone) return <Navigate to={first.to} replace />
  return (
    <EmptyState icon={<IconSettings size={32} stroke={1.25} />} title={w.settings.choose}>
      {!first && w.settings.nothingAllowed}
    </EmptyState>
  )
}
