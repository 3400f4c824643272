import { useQueryClient } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { createTag, type Tag } from '@throughline/protocol/tags/tags.ts'
import { useRef, useState } from 'react'
import { changeTogether, type Together } from '../../../data/issues/change-together.ts'
import { keys } from '../../../data/query-keys.ts'
import { sentenceOf, tell, tellProblem, tellRefusal } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'
import { say, w } from '../../../words/words.ts'

/** What takes back one step. */
interface Back {
  ids: string[]
  change: { kind: 'tags'; add: string[]; remove: string[] }
}

/** Tags of one issue or of many. Each step is done at once; `finish` says what was done, with one way back from all. */
export function useTagging(issues: readonly Issue[]) {
  const queryClient = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const back = useRef<Back[]>([])
  const during = async (work: () => Promise<void>) => {
    setIsBusy(true)
    try {
      await work()
    } catch (error) {
      tellProblem(error)
    } finally {
      setIsBusy(false)
    }
  }
  const put = async (tagId: string, isOn: boolean) => {
    const wanted = issues.filter(({ tags }) => tags.some(({ id }) => id === tagId) !== isOn).map(({ id }) => id)
    const [add, remove] = isOn ? [[tagId], []] : [[], [tagId]]
    const outcome = await changeTogether(queryClient, wanted, { kind: 'tags', add, remove })
    sayRefused(outcome)
    if (outcome.changed.length === 0) return
    const ids = outcome.changed.map(({ id }) => id)
    back.current.push({ ids, change: { kind: 'tags', add: remove, remove: add } })
  }
  return {
    isBusy,
    toggle: (tag: Pick<Tag, 'id'>, isOn: boolean) => void during(() => put(tag.id, isOn)),
    create: (name: string) =>
      void during(async () => {
        const tag = await call(createTag, { body: { name } })
        await queryClient.invalidateQueries({ queryKey: keys.tags })
        await put(tag.id, true)
      }),
    finish: () => {
      const steps = back.current.toReversed()
      back.current = []
      if (steps.length === 0) return
      const count = new Set(steps.flatMap(({ ids }) => ids)).size
      tell(w.tags.changed(count), () => {
        void (async () => {
          try {
            for (const { ids, change } of steps) sayRefused(await changeTogether(queryClient, ids, change))
            tell(w.common.undone)
          } catch (error) {
            tellRefusal(sentenceOf(error))
          }
        })()
      })
    },
  }
}

function sayRefused({ refused }: Together): void {
  const problem = refused[0]?.problem
  if (problem) tellRefusal(say(problem.detail, problem.words))
}
