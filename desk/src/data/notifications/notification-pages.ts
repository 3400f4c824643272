import type { Notification } from '@throughline/protocol/notifications/notifications.ts'

/** The notifications of one member of staff, as pure data: pages as they were fetched, newest first. */
export interface NotificationPage {
  items: Notification[]
  nextCursor: string | null
  unread: number
}

export interface NotificationPages {
  pages: NotificationPage[]
  pageParams: unknown[]
}

/** A new or changed notification comes first, whether it was known or not; applying it twice changes nothing. */
export function withTold(known: NotificationPages, items: readonly Notification[], unread: number): NotificationPages {
  const ids = new Set(items.map(({ id }) => id))
  const pages = known.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !ids.has(id)) }))
  const [first, ...rest] = pages
  if (!first) return known
  return { ...known, pages: [{ ...first, items: [...items.toReversed(), ...first.items], unread }, ...rest] }
}

/** Read: those that are named, or all. */
export function withRead(
  known: NotificationPages,
  isRead: (notification: Notification) => boolean,
  at: string,
): NotificationPages {
  const newlyRead = known.pages.flatMap((page) => page.items).filter((item) => item.readAt === null && isRead(item))
  const pages = known.pages.map((page) => ({
    ...page,
    unread: Math.max(0, page.unread - newlyRead.length),
    items: page.items.map((item) => (newlyRead.includes(item) ? { ...item, readAt: at } : item)),
  }))
  return { ...known, pages }
}

export function unreadOf(known: NotificationPages | undefined): number {
  return known?.pages[0]?.unread ?? 0
}
