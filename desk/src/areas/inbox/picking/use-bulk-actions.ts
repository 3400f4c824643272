import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { assignIssue, closeIssue, reopenIssue, snoozeIssue, type Issue } from '@throughline/protocol/issues/issues.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { sentenceOf, tell, tellRefusal } from '../../../look/tell.tsx'
import { nearTime } from '../../../words/times.ts'
import { w } from '../words/words.ts'
import { doneWith } from '../../../data/issues/held-place.ts'
import { applyIssue } from '../../../data/issues/inbox-stream.ts'
import { inTurn } from './in-turn.ts'

const atOnce = 6

type Step = (issue: Issue) => Promise<Issue>

const close: Step = ({ id }) => call(closeIssue, { params: { id }, body: {} })
const reopen: Step = ({ id }) => call(reopenIssue, { params: { id }, body: {} })
const snoozeTo =
  (until: string): Step =>
  ({ id }) =>
    call(snoozeIssue, { params: { id }, body: { until } })
const assignTo =
  (ownerId: string | null): Step =>
  ({ id }) =>
    call(assignIssue, { params: { id }, body: { ownerId } })

/** The same step for many issues. Says how many it was, with the way back to how each of them was before. */
export function useBulkActions(onDone: () => void) {
  const queryClient = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)

  const all = async (issues: Issue[], step: Step, said: (count: number) => string, back: Step) => {
    setIsBusy(true)
    const { done, failures } = await stepAll(queryClient, issues, step)
    setIsBusy(false)
    onDone()
    for (const issue of done) doneWith.tell(issue)
    const changed = new Set(done.map(({ id }) => id))
    const before = issues.filter(({ id }) => changed.has(id))
    if (done.length > 0) {
      const undo = () => void stepAll(queryClient, before, back).then((undone) => sayFailures(undone.failures))
      tell(said(done.length), undo, sentenceOfFailures(failures))
    } else sayFailures(failures)
  }
  const start = (...parameters: Parameters<typeof all>) => void all(...parameters)

  return {
    isBusy,
    close: (issues: Issue[]) =>
      start(
        issues.filter(({ status }) => status !== 'resolved'),
        close,
        w.inbox.picking.closed,
        backToStatus,
      ),
    snooze: (issues: Issue[], until: Date) =>
      start(
        issues.filter(({ status }) => status !== 'resolved'),
        snoozeTo(until.toISOString()),
        (count) => w.inbox.picking.snoozed(count, nearTime(until.toISOString(), Date.now())),
        backToStatus,
      ),
    assign: (issues: Issue[], owner: { id: string; name: string } | null) =>
      start(
        issues.filter(({ ownerId }) => ownerId !== (owner?.id ?? null)),
        assignTo(owner?.id ?? null),
        (count) => (owner ? w.inbox.picking.assigned(count, owner.name) : w.inbox.picking.unassigned(count)),
        (before) => assignTo(before.ownerId)(before),
      ),
  }
}

/** What slept before sleeps again. */
const backToStatus: Step = (before) =>
  before.status === 'snoozed' && before.snoozedUntil ? snoozeTo(before.snoozedUntil)(before) : reopen(before)

async function stepAll(queryClient: QueryClient, issues: Issue[], step: Step) {
  return inTurn(issues, atOnce, async (issue) => {
    const changed = await step(issue)
    applyIssue(queryClient, changed)
    return changed
  })
}

function sayFailures(failures: unknown[]): void {
  const sentence = sentenceOfFailures(failures)
  if (sentence !== undefined) tellRefusal(sentence)
}

function sentenceOfFailures(failures: unknown[]): string | undefined {
  return failures.length > 0 ? w.inbox.picking.failed(failures.length, sentenceOf(failures[0])) : undefined
}
