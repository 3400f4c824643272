import { useQueryClient } from '@tanstack/react-query'
import {
  createTag,
  deleteTag,
  mergeTags,
  restoreTag,
  undoTagMerge,
  updateTag,
  type Tag,
} from '@throughline/protocol/tags/tags.ts'
import type { BodyInputOf } from '@throughline/protocol/route.ts'
import { keys } from '../../../data/query-keys.ts'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'
import { w } from './words/words.ts'

/** Changes of the list. Whatever shows tags is asked for anew. */
export function useTagList() {
  const queryClient = useQueryClient()
  const showAnew = async () => {
    const shown = [keys.tags, keys.allIssueLists, ['issue'], keys.views, keys.counts]
    await Promise.all(shown.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  }
  const run = async (work: () => Promise<unknown>, said: string, undo?: () => Promise<unknown>) => {
    try {
      await work()
      await showAnew()
      tell(said, undo && (() => void run(undo, w.common.undone)))
    } catch (error) {
      tellProblem(error)
    }
  }
  const params = ({ id }: Pick<Tag, 'id'>) => ({ params: { id } })
  const archive = (tag: Tag, archived: boolean) => call(updateTag, { ...params(tag), body: { archived } })
  return {
    create: async (body: BodyInputOf<typeof createTag>) => {
      await call(createTag, { body })
      await showAnew()
    },
    update: async (tag: Tag, body: BodyInputOf<typeof updateTag>) => {
      await call(updateTag, { ...params(tag), body })
      await showAnew()
    },
    archive: (tag: Tag) =>
      void run(
        () => archive(tag, true),
        w.tagList.archiveDone(tag.name),
        () => archive(tag, false),
      ),
    unarchive: (tag: Tag) =>
      void run(
        () => archive(tag, false),
        w.tagList.unarchiveDone(tag.name),
        () => archive(tag, true),
      ),
    remove: (tag: Tag) =>
      void run(
        () => call(deleteTag, params(tag)),
        w.tagList.removeDone(tag.name),
        () => call(restoreTag, params(tag)),
      ),
    merge: (tag: Tag, into: Tag) => {
      const body = { otherTagId: tag.id }
      void run(
        () => call(mergeTags, { ...params(into), body }),
        w.tagList.mergeDone(tag.name, into.name),
        () => call(undoTagMerge, { ...params(into), body }),
      )
    },
  }
}
