import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { stopInboxStream } from '../data/issues/inbox-stream.ts'
import { forgetDrafts } from '../data/thread/own-drafts.ts'
import { forgetReads } from '../data/issues/reads.ts'
import { stopNotifications } from '../data/notifications/use-notifications.ts'
import { Palette } from './palette/palette.tsx'
import { realtime } from '../session/realtime/desk-realtime.ts'
import { keepFocus } from '../keys/keep-focus.ts'
import { fetchComposerWhenIdle } from '../thread/fetch-composer.ts'
import { useResumeSending } from '../data/thread/use-send.ts'
import { w } from '../words/words.ts'
import { ConnectionBanner } from './connection-banner.tsx'
import { FeedLagBanner } from './feed-lag-banner.tsx'
import { NodesBanner } from './nodes-banner.tsx'
import { SendingBanner } from './sending-banner.tsx'
import { NewMessage } from './new-message/new-message.tsx'
import { Rail } from './rail.tsx'
import classes from './shell.module.css'
import { ShortcutList } from './shortcut-list.tsx'

/** The frame of the desk: the rail, the page, and the one connection that keeps the page true. */
export function Shell() {
  useEffect(() => {
    realtime.start()
    return () => {
      stopInboxStream()
      forgetReads()
      forgetDrafts()
      stopNotifications()
      realtime.stop()
    }
  }, [])
  useEffect(fetchComposerWhenIdle, [])
  useEffect(keepFocus, [])
  useResumeSending()

  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {w.rail.skipToContent}
      </a>
      <div className={classes.banners}>
        <ConnectionBanner />
        <FeedLagBanner />
        <NodesBanner />
        <SendingBanner />
      </div>
      <Rail />
      <main id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
      <Palette />
      <NewMessage />
      <ShortcutList />
    </div>
  )
}
