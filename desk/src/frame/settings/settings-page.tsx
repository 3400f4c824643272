import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { useMediaQuery } from '@mantine/hooks'
import { EmptyState } from '../../look/empty-state.tsx'
import { IconSettings } from '../../look/icons.ts'
import { paths } from '../../paths.ts'
import { useKeptScroll } from '../../look/kept-scroll.ts'
import { ListAndDetail } from '../../look/list-and-detail.tsx'
import { w } from '../../words/words.ts'
import classes from './settings-page.module.css'
import { useSettings } from './use-settings.ts'

export function SettingsPage() {
  const { pathname } = useLocation()
  const scroller = useKeptScroll(pathname)
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
        <div ref={scroller} className={classes.scroller}>
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
  const areas = useSettings()
  const groups = Map.groupBy(areas, ({ navigation }) => navigation.group)
  return (
    <nav className={classes.menu} aria-label={w.settings.label}>
      {[...groups].map(([group, inGroup]) => (
        <div key={group}>
          <p className={classes.group}>{w.settings.groups[group]}</p>
          {inGroup.map(({ to, title }) => (
            <Link key={to} to={to} className={classes.link}>
              {title()}
            </Link>
          ))}
        </div>
      ))}
    </nav>
  )
}

/** Beside the menu, the first page is shown at once; on a phone the menu is the page. */
export function SettingsIndex() {
  const [first] = useSettings()
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  if (first && !isPhone) return <Navigate to={first.to} replace />
  return (
    <EmptyState icon={<IconSettings size={32} stroke={1.25} />} title={w.settings.choose}>
      {!first && w.settings.nothingAllowed}
    </EmptyState>
  )
}
