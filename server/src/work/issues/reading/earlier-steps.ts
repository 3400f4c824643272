import type { Wording } from '@throughline/protocol/words.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { EarlierStep } from '@throughline/protocol/issues/issues.ts'
import { canonicalIdOf, memberIdsOf } from '../../../people/customers/customers.ts'
import type { Db } from '../../../platform/db/db.ts'
import { can, refuseUnlessCan, type Caller } from '../../../platform/http/http.ts'
import { AppError } from '../../../lib/errors.ts'
import { stepsOfIssues, type EntrySources } from '../../../record/timeline/timeline.ts'
import { scoreSameMatter } from '../matter/same-matter.ts'
import { issueById, issuesNear, type IssueRow } from '../queries.ts'
import { issueSubject } from '../subject.ts'

const likeIssues = 3
const stepsPerIssue = 4
const shownSteps = 8

/**
 * What was tried before: our answers, decisions and handovers on this issue, and on issues of the same customer that
 * are about the same matter as far as a machine can tell. Nobody should try again, or ask again, what stands here.
 */
export async function earlierSteps(
  db: Db,
  sources: Pick<EntrySources, 'deliveries'>,
  { issueId, now, caller }: { issueId: string; now: Date; caller: Caller },
): Promise<EarlierStep[]> {
  const issue = await issueById(db, issueId)
  if (!issue) throw new AppError('not_found', issueWords.no_such_issue())
  refuseUnlessCan(caller, 'thread.read', issueSubject(issue))
  const memberIds = await memberIdsOf(db, await canonicalIdOf(db, issue.customer_id))
  const others = (await issuesNear(db, memberIds, issue.id)).filter((other) =>
    can(caller, 'thread.read', issueSubject(other)),
  )
  const like = likeThis(issue, others, now)
  const knownById = new Map([{ issue, why: null }, ...like].map((one) => [one.issue.id, one]))
  const steps = await stepsOfIssues(db, [...knownById.keys()], stepsPerIssue)
  const deliveries = await sources.deliveries(
    db,
    steps.map((step) => step.id),
  )
  return steps
    .filter((step) => deliveries.get(step.id)?.error?.code !== 'taken_back')
    .slice(0, shownSteps)
    .map((step) => {
      const { issue: of, why } = knownById.get(step.issue_id)!
      return {
        entryId: step.id,
        issue: { id: of.id, number: of.number, subject: of.subject },
        why: why?.sentence ?? null,
        whyWords: why?.words ?? [],
        kind: step.kind,
        author: { kind: step.author_kind, id: step.author_id, name: step.author_name },
        text: step.text,
        at: step.recorded_at.toISOString(),
      }
    })
}

function likeThis(issue: IssueRow, others: readonly IssueRow[], now: Date): { issue: IssueRow; why: Wording }[] {
  return others
    .map((other) => {
      const about = { matter: other.matter, lastActivityAt: other.last_activity_at, status: other.status }
      return { issue: other, score: scoreSameMatter(about, issue.matter, { now }) }
    })
    .filter(({ score }) => score.decision !== 'different')
    .sort((a, b) => b.score.bits - a.score.bits)
    .slice(0, likeIssues)
    .map(({ issue: other, score }) => ({ issue: other, why: score.wording }))
}
