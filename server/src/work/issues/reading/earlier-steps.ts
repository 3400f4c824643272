import type { Wording } from '@throughline/protocol/words.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { EarlierStep } from '@throughline/protocol/issues/issues.ts'
import { canonicalIdOf, memberIdsOf } from '../../../people/customers/customers.ts'
import type { Db } from '../../../platform/db/db.ts'
import { can, refuseUnlessCan, type Caller } from '../../../platform/http/http.ts'
import { AppError } from '../../../lib/errors.ts'
import { stepsOfIssues, type EntrySources, type StepRow } from '../../../record/timeline/timeline.ts'
import { isSmallTalk } from '../matter/reading/small-talk.ts'
import { scoreSameMatter } from '../matter/same-matter.ts'
import { issueById, issuesNear, runningContacts, type IssueRow } from '../queries.ts'
import { issueSubject } from '../subject.ts'

const likeIssues = 3
const stepsPerIssue = 4
/** Small talk among them is left out. */
const lookedAtPerIssue = 24
const shownSteps = 8

/**
 * What was tried before: our answers that say something, decisions and handovers on this issue, and on issues of the same
 * customer that are about the same matter as far as a machine can tell. Nobody should try again, or ask again, what stands here.
 * What we say in a chat that is going on stands before everybody's eyes, and is not among it.
 */
export async function earlierSteps(
  db: Db,
  sources: Pick<EntrySources, 'deliveries' | 'channels'>,
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
  const found = await stepsOfIssues(db, [...knownById.keys()], lookedAtPerIssue)
  const isNow = await chatOfNow(db, sources, issue.id)
  const steps = fewOfEach(found.filter((step) => isStep(step) && !isNow(step)))
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

/** Neither what everybody is told nor what the product says by itself. */
function isStep({ kind, author_kind: author, text }: StepRow): boolean {
  return kind !== 'message' || (author !== 'system' && !isSmallTalk(text))
}

/** Whether a step is an answer in a chat on this issue that has not fallen silent. By mail every answer counts. */
async function chatOfNow(
  db: Db,
  sources: Pick<EntrySources, 'channels'>,
  issueId: string,
): Promise<(step: StepRow) => boolean> {
  const running = await runningContacts(db, issueId)
  const channels = await sources.channels(running.map(({ channelId }) => channelId))
  const chats = running.filter(({ channelId }) => channels.get(channelId)?.kind !== 'email')
  return (step) =>
    step.issue_id === issueId &&
    step.kind === 'message' &&
    chats.some(({ channelId, since }) => step.channel_id === channelId && step.recorded_at >= since)
}

function fewOfEach(steps: readonly StepRow[]): StepRow[] {
  const countByIssue = new Map<string, number>()
  return steps.filter(({ issue_id: issueId }) => {
    const count = (countByIssue.get(issueId) ?? 0) + 1
    countByIssue.set(issueId, count)
    return count <= stepsPerIssue
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
