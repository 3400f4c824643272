import { Drawer } from '@mantine/core'
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { VisitorPage } from '@throughline/protocol/realtime/visitor-page.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { WhoPanel } from './who/who-panel.tsx'
import { nameOf } from '../data/customers/name-of.ts'
import { customerOfIssue, pathOf } from '../data/customers/visitor-name.ts'
import { useVisitorPage } from '../data/customers/visitor-page.ts'
import { whereaboutsOf } from '../data/customers/whereabouts.ts'
import { setIssueInLight } from '../data/issues/issue-in-light.ts'
import { customerQuery } from '../data/customers/customer-query.ts'
import { IssueHeader } from './issue/header/issue-header.tsx'
import { HandoverNotice } from './issue/handover/handover-notice.tsx'
import { LikelyIssue } from './issue/likely-issue.tsx'
import { TrashNotice } from './issue/trash-notice.tsx'
import { LinkedIssues } from './issue/linked-issues.tsx'
import { Failure } from '../look/failure.tsx'
import { LateSkeleton } from '../look/late-skeleton.tsx'
import { underToasts } from '../look/toast-spot.ts'
import type { paths } from '../paths.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useMay } from '../data/me/use-me.ts'
import { w } from '../words/words.ts'
import { fetchComposer } from './fetch-composer.ts'
import { ScheduledReplies } from './composer/later/scheduled-replies.tsx'
import { ThreadFlow } from './flow/thread-flow.tsx'
import { useThreadStream } from '../data/thread/use-thread-stream.ts'
import { threadQuery } from '../data/thread/thread-query.ts'
import classes from './thread-page.module.css'
import { VisitorPageLine } from './viewers/visitor-page-line.tsx'
import { TypingLine } from './viewers/typing-line.tsx'
import { useViewing } from './viewers/use-viewers.ts'

const Composer = lazy(async () => ({ default: (await fetchComposer()).Composer }))

export interface ThreadPageProps {
  customerId: string
  /** The issue in the light; null when the customer has none. */
  issue: Issue | null
  back: typeof paths.inbox | typeof paths.customers
}

export function ThreadPage({ customerId, issue, back }: ThreadPageProps) {
  const thread = useQuery(threadQuery(customerId))
  const page = useVisitorPage(customerId)
  const customer = useQuery(customerQuery(customerId))
  const mayWrite = useMay('thread.write')
  const isWide = useMediaQuery('(min-width: 80em)', true)
  const [wantsWho, setWantsWho] = useLocalStorage({ key: 'throughline-who', defaultValue: true })
  const [foldsOthers, setFoldsOthers] = useLocalStorage({ key: 'throughline-fold-others', defaultValue: false })
  const unfold = useCallback(() => setFoldsOthers(false), [setFoldsOthers])
  const [isDrawerOpen, setIsDrawerOpen] = useState(false)
  useThreadStream(customerId, thread.data !== undefined)
  useViewing(customerId)
  const issueId = issue?.id ?? null
  useEffect(() => {
    setIssueInLight(issueId)
    return () => setIssueInLight(null)
  }, [issueId])

  const toggleWho = () => (isWide ? setWantsWho(!wantsWho) : setIsDrawerOpen(!isDrawerOpen))
  useKeys({ w: toggleWho })
  const isWhoShown = isWide ? wantsWho : isDrawerOpen
  const who = <WhoPanel customerId={customerId} currentIssueId={issue?.id ?? null} />

  return (
    <div className={classes.page}>
      <section className={classes.thread} aria-label={w.thread.label} {...underToasts}>
        <IssueHeader
          issue={issue}
          customerName={nameIn(customer.data, issue, page)}
          customerId={customerId}
          back={back}
          foldsOthers={foldsOthers}
          onFoldOthers={() => setFoldsOthers(!foldsOthers)}
          isWhoShown={isWhoShown}
          onToggleWho={toggleWho}
        />
        <VisitorPageLine customerId={customerId} isVisitor={issue?.isVisitor ?? false} />
        {issue?.trashed && <TrashNotice issue={issue} trashed={issue.trashed} />}
        {issue?.likelyIssueId && <LikelyIssue issue={issue} />}
        {issue && thread.data && <HandoverNotice issue={issue} entries={thread.data.entries} />}
        {issue && <LinkedIssues issue={issue} />}
        {thread.isPending && <LateSkeleton height={72} />}
        {thread.isError && <Failure error={thread.error} onRetry={thread.refetch} />}
        {thread.data && (
          <ThreadFlow
            customerId={customerId}
            state={thread.data}
            issue={issue}
            foldsOthers={foldsOthers}
            onUnfold={unfold}
          />
        )}
        <ScheduledReplies customerId={customerId} />
        <TypingLine customerId={customerId} />
        {mayWrite ? (
          <Suspense fallback={<div className={classes.composerPlace} />}>
            <Composer customerId={customerId} issue={issue} />
          </Suspense>
        ) : (
          <p className={classes.readOnly}>{w.thread.readOnly}</p>
        )}
      </section>
      {isWide && wantsWho && <aside className={classes.who}>{who}</aside>}
      {!isWide && (
        <Drawer
          opened={isDrawerOpen}
          onClose={() => setIsDrawerOpen(false)}
          position="right"
          size={340}
          title={w.who.label}
          padding="md"
          // Its sections have their own.
          styles={{ body: { padding: 0 } }}
        >
          {who}
        </Drawer>
      )}
    </div>
  )
}

/** A visitor without a name is known by the page they are on, else by that of the issue. */
function nameIn(customer: Customer | undefined, issue: Issue | null, page: VisitorPage | null): string {
  if (issue?.isVisitor && page?.leftAt === null) {
    return [w.who.visitorOn(pathOf(page.url)), whereaboutsOf(page)].filter(Boolean).join(' · ')
  }
  if (issue && issue.customerName === null) return customerOfIssue(issue)
  return customer ? nameOf(customer) : (issue?.customerName ?? '')
}
