import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import { EmptyState } from '../../look/empty-state.tsx'
import { Failure } from '../../look/failure.tsx'
import { IconBell } from '../../look/icons.ts'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { useNow } from '../../look/use-now.ts'
import { fullTime, shortAgo } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import rowClasses from '../../look/rows.module.css'
import classes from './notification-list.module.css'
import { placeOf } from '../../data/notifications/place-of.ts'
import { sentenceFor, subjectOf } from '../../data/notifications/sentence-for.ts'
import { useNotifications, useReadNotifications } from '../../data/notifications/use-notifications.ts'

export function NotificationList({ onOpen }: { onOpen: () => void }) {
  const told = useNotifications()
  const read = useReadNotifications()
  if (told.isPending) return <LateSkeleton height={56} />
  if (told.isError && !told.data) return <Failure error={told.error} onRetry={told.refetch} />
  const items = told.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    return (
      <EmptyState icon={<IconBell size={28} stroke={1.5} />} title={w.notifications.none}>
        {w.notifications.noneMore}
      </EmptyState>
    )
  }
  const open = (notification: Notification) => {
    read({ ids: [notification.id] })
    onOpen()
  }
  return (
    <>
      <ul className={classes.list} aria-label={w.notifications.title}>
        {items.map((notification, index) => (
          <li key={notification.id}>
            <NotificationLink notification={notification} isFirst={index === 0} onOpen={() => open(notification)} />
          </li>
        ))}
      </ul>
      {told.hasNextPage && (
        <div className={classes.more}>
          <Button variant="default" loading={told.isFetchingNextPage} onClick={() => void told.fetchNextPage()}>
            {w.common.loadMore}
          </Button>
        </div>
      )}
    </>
  )
}

interface NotificationLinkProps {
  notification: Notification
  isFirst: boolean
  onOpen: () => void
}

function NotificationLink({ notification, isFirst, onOpen }: NotificationLinkProps) {
  const nowMs = useNow()
  const { issue, readAt, at, text } = notification
  return (
    <Link
      {...placeOf(notification)}
      className={classes.notification}
      data-wants={readAt === null || undefined}
      data-autofocus={isFirst || undefined}
      onClick={onOpen}
    >
      <span
        className={rowClasses.dot}
        role="img"
        aria-label={readAt === null ? w.notifications.isUnread : undefined}
        aria-hidden={readAt !== null}
      />
      <bdi className={`${rowClasses.name} ${rowClasses.oneLine}`}>{subjectOf(notification)}</bdi>
      <time className={rowClasses.time} dateTime={at} title={fullTime(at)}>
        {shortAgo(at, nowMs)}
      </time>
      <span className={classes.sentence}>{sentenceFor(notification)}</span>
      <bdi className={classes.text}>
        {text || (issue && `${w.issue.number(issue.number)} ${issue.subject || w.issue.noSubject}`)}
      </bdi>
    </Link>
  )
}
