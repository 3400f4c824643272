import type { TagChange } from '@throughline/protocol/issues/tagging.ts'
import { mostTagsOnIssue, type TagBrief } from '@throughline/protocol/tags/tags.ts'
import { tagWords } from '@throughline/protocol/tags/words.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/http.ts'
import { AppError } from '../../../lib/errors.ts'
import { briefsOfTags, groupsOfTags, usableTag } from '../../tags/tags.ts'
import { changeIssue, type IssueDeps } from './change-issue.ts'

/** Adds tags and removes some. One that is there already, or gone already, is no change. */
export function tagIssue(deps: IssueDeps, { issueId, to, by }: { issueId: string; to: TagChange; by: Caller }) {
  return changeIssue(deps, issueId, by, async (issue, _now, tx) => {
    const { tagIds, added, removed, count } = await tagged(tx, issue.tag_ids, to)
    if (added.length === 0 && removed.length === 0) return null
    if (count > mostTagsOnIssue && added.length > 0) {
      throw new AppError('conflict', tagWords.too_many_on_issue({ max: mostTagsOnIssue }))
    }
    return { set: { tag_ids: tagIds }, event: 'issue.tagged', data: { added, removed }, tells: null }
  })
}

async function tagged(tx: Tx, before: readonly string[], { add, remove }: TagChange) {
  const groups = await groupsOfTags(tx, [...before, ...remove])
  const gone = new Set(remove.flatMap((id) => groups.idsOf(id)))
  const briefs = await briefsOfTags(tx, before)
  const kept = before.filter((id) => !gone.has(id))
  const has = new Set(kept.flatMap((id) => groups.rootOf.get(id) ?? []))
  const added: TagBrief[] = []
  for (const id of new Set(add)) {
    if (has.has(id)) continue
    const brief = await usableTag(tx, id)
    if (!has.has(brief.id)) added.push(brief)
    has.add(brief.id)
  }
  const removed = before.flatMap((id) => (gone.has(id) ? (briefs.get(id) ?? []) : []))
  return {
    tagIds: [...kept, ...added.map(({ id }) => id)],
    added: added.map(named),
    removed: [...new Map(removed.map((brief) => [brief.id, named(brief)])).values()],
    count: has.size,
  }
}

const named = ({ id, name }: TagBrief) => ({ id, name })
