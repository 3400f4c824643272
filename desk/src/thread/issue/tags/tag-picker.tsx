import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { tagKey, type Tag } from '@throughline/protocol/tags/tags.ts'
import { useState } from 'react'
import { useMay } from '../../../data/me/use-me.ts'
import { findTags } from '../../../data/tags/find-tags.ts'
import { tagsQuery } from '../../../data/tags/tags-query.ts'
import { Finder, type Choice } from '../../../look/finder.tsx'
import { IconCheck, IconPlus } from '../../../look/icons.ts'
import { TagDot } from '../../../look/tag-chip.tsx'
import { w } from '../../../words/words.ts'
import classes from './tag-picker.module.css'
import { useTagging } from './use-tagging.ts'

export interface TagPickerProps {
  /** As they are now: what the picker shows as chosen follows them. */
  issues: readonly Issue[]
  onClose: () => void
}

type Option = Choice & ({ tag: Tag; name: null } | { tag: null; name: string })

/** Type to find, Enter to add or remove, Escape to be done. What is not there yet is made, by who may. */
export function TagPicker({ issues, onClose }: TagPickerProps) {
  const { isBusy, toggle, create, finish } = useTagging(issues)
  const [typed, setTyped] = useState('')
  const options = useOptions(typed, issues)
  const run = (option: Option) => {
    if (isBusy) return
    if (option.tag) toggle(option.tag, option.checked !== true)
    else create(option.name)
    setTyped('')
  }
  const leave = () => {
    finish()
    onClose()
  }
  const title = issues.length === 1 && issues[0] ? w.tags.ofIssue(issues[0].number) : w.tags.ofIssues(issues.length)
  return (
    <Modal opened onClose={leave} title={title} padding={0} classNames={{ header: classes.header ?? '' }}>
      <Finder
        label={w.tags.find}
        listLabel={w.tags.title}
        choices={options}
        typed={typed}
        maxLength={60}
        isBusy={isBusy}
        isMultiple
        onType={setTyped}
        onChoose={run}
        none={typed.trim() === '' ? w.tags.none : w.tags.noMatch(typed.trim())}
      />
    </Modal>
  )
}

function optionOf(tag: Tag, issues: readonly Issue[]): Option {
  const state = stateOf(tag, issues)
  return {
    key: tag.id,
    icon: (
      <>
        <span className={classes.check}>
          {state === 'all' && <IconCheck size={14} stroke={2} />}
          {state === 'some' && '–'}
        </span>
        <TagDot colour={tag.colour} />
      </>
    ),
    label: tag.name,
    detail: tag.description ?? undefined,
    checked: state === 'some' ? 'mixed' : state === 'all',
    tag,
    name: null,
  }
}

const newTag = (name: string): Option => ({
  key: 'new',
  icon: <IconPlus size={14} stroke={2} />,
  label: w.tags.create(name),
  checked: false,
  tag: null,
  name,
})

type TagState = 'all' | 'some' | 'none'

function stateOf({ id }: Pick<Tag, 'id'>, issues: readonly Issue[]): TagState {
  const count = issues.filter(({ tags }) => tags.some((tag) => tag.id === id)).length
  return count === 0 ? 'none' : count === issues.length ? 'all' : 'some'
}

/** Without a word typed, those that are there already come first; an archived one is there to be removed only. */
function useOptions(typed: string, issues: readonly Issue[]): Option[] {
  const { data } = useQuery(tagsQuery)
  const tags = data?.items ?? []
  const mayCreate = useMay('tags.manage')
  const offered = tags.filter((tag) => !tag.archived || stateOf(tag, issues) !== 'none')
  const there = typed.trim() === '' ? offered.filter((tag) => stateOf(tag, issues) !== 'none') : []
  const first = new Set(there.map(({ id }) => id))
  const others = findTags(
    offered.filter(({ id }) => !first.has(id)),
    typed,
  )
  const found = [...there, ...others].map((tag) => optionOf(tag, issues))
  const key = tagKey(typed)
  // Before the list is here, nobody knows what is new.
  const isNew = data !== undefined && key !== '' && !tags.some(({ name }) => tagKey(name) === key)
  return mayCreate && isNew ? [...found, newTag(typed.trim())] : found
}
