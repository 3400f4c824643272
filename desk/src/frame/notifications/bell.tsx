import { Drawer, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { IconBell } from '../../look/icons.ts'
import { paths } from '../../paths.ts'
import railClasses from '../rail.module.css'
import { useKeys } from '../../keys/use-keys.ts'
import { w } from '../../words/words.ts'
import classes from './bell.module.css'
import { NotificationList } from './notification-list.tsx'
import { unreadOf } from '../../data/notifications/notification-pages.ts'
import { useNotifications, useReadNotifications } from '../../data/notifications/use-notifications.ts'
import { useOpenTold } from './use-open-told.ts'

/** The bell in the rail, and behind it one's notifications. */
export function Bell() {
  const [isOpen, { open, close }] = useDisclosure(false)
  const unread = unreadOf(useNotifications().data)
  const read = useReadNotifications()
  useKeys({ b: open })
  useOpenTold()
  return (
    <>
      <UnstyledButton
        className={railClasses.item}
        aria-haspopup="dialog"
        title={`${w.notifications.title} · b`}
        onClick={open}
      >
        <span className={classes.icon} data-figure={unread > 99 ? '99+' : unread || undefined}>
          <IconBell size={20} stroke={1.6} />
        </span>
        <span>
          {w.notifications.title}
          {unread > 0 && <VisuallyHidden>, {w.notifications.unread(unread)}</VisuallyHidden>}
        </span>
      </UnstyledButton>
      <Drawer.Root opened={isOpen} onClose={close} size={400} position="left">
        <Drawer.Overlay backgroundOpacity={0.2} />
        <Drawer.Content className={classes.content}>
          <Drawer.Header>
            <Drawer.Title>{w.notifications.title}</Drawer.Title>
            <Drawer.CloseButton aria-label={w.common.close} />
          </Drawer.Header>
          <Drawer.Body p={0}>
            {isOpen && <NotificationList onOpen={close} />}
            <div className={classes.tools}>
              {unread > 0 && (
                <UnstyledButton className={classes.tool} onClick={() => read({ all: true })}>
                  {w.notifications.readAll}
                </UnstyledButton>
              )}
              <Link to={paths.account} hash="notifications" className={classes.tool} onClick={close}>
                {w.notifications.settings}
              </Link>
            </div>
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </>
  )
}
