import { useQuery } from '@tanstack/react-query'
import { listEarlierSteps, type EarlierStep } from '@throughline/protocol/issues/issues.ts'
import { call } from '../../session/call.ts'
import { keys } from '../../data/query-keys.ts'
import { IssueLink } from '../issue/issue-link.tsx'
import { Hint } from '../../look/hint.tsx'
import { useNow } from '../../look/use-now.ts'
import { showEntry } from '../../data/thread/show-entry.ts'
import { shortAgo } from '../../words/times.ts'
import { say, w } from '../../words/words.ts'
import classes from './earlier-steps.module.css'
import { PanelSection } from '../../look/panel-section.tsx'

/** What was tried before on this and on like issues: nobody should ask or promise it again unawares. */
export function EarlierSteps({ issueId, customerId }: { issueId: string; customerId: string }) {
  const steps = useQuery({
    queryKey: keys.earlierSteps(issueId),
    queryFn: () => call(listEarlierSteps, { params: { id: issueId } }),
    staleTime: 30_000,
  })
  const items = steps.data?.items ?? []
  if (items.length === 0) return null
  return (
    <PanelSection title={w.who.earlier}>
      <ol className={classes.list}>
        {items.map((step) => (
          <li key={step.entryId} className={classes.step}>
            <Step step={step} customerId={customerId} />
          </li>
        ))}
      </ol>
    </PanelSection>
  )
}

function Step({ step, customerId }: { step: EarlierStep; customerId: string }) {
  const nowMs = useNow()
  return (
    <>
      <button type="button" className={classes.text} onClick={() => showEntry(step.entryId)}>
        <bdi>{step.text || w.entry.noText}</bdi>
      </button>
      <span className={classes.more}>
        <bdi>{step.author.name}</bdi> · {shortAgo(step.at, nowMs)}
        {step.why !== null && (
          <>
            {' · '}
            <IssueLink
              issueId={step.issue.id}
              customerId={customerId}
              className={classes.issue}
              title={step.issue.subject}
            >
              {w.issue.number(step.issue.number)}
            </IssueLink>{' '}
            <Hint text={say(step.why, step.whyWords)} className={classes.why}>
              {w.who.alike}
            </Hint>
          </>
        )}
      </span>
    </>
  )
}
