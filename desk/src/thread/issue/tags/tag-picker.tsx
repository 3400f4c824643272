import { Loader, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { tagKey, type Tag } from '@throughline/protocol/tags/tags.ts'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useMay } from '../../../data/me/use-me.ts'
import { findTags } from '../../../data/tags/find-tags.ts'
import { tagsQuery } from '../../../data/tags/tags-query.ts'
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

type Option = { tag: Tag; name: null } | { tag: null; name: string }

/** Type to find, Enter to add or remove, Escape to be done. What is not there yet is made, by who may. */
export function TagPicker({ issues, onClose }: TagPickerProps) {
  const { isBusy, toggle, create, finish } = useTagging(issues)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const options = useOptions(typed, issues)
  const chosen = options[Math.min(at, options.length - 1)]
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })
  const run = (option: Option) => {
    if (isBusy) return
    if (option.tag) toggle(option.tag, stateOf(option.tag, issues) !== 'all')
    else create(option.name)
    setTyped('')
    setAt(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && options.length > 0) {
      event.preventDefault()
      setAt((now) => (Math.min(now, options.length - 1) + step + options.length) % options.length)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (chosen) run(chosen)
    }
  }
  const leave = () => {
    finish()
    onClose()
  }
  const title = issues.length === 1 && issues[0] ? w.tags.ofIssue(issues[0].number) : w.tags.ofIssues(issues.length)
  return (
    <Modal opened onClose={leave} title={title} padding={0} classNames={{ header: classes.header ?? '' }}>
      <div className={classes.top}>
        <input
          data-autofocus
          className={classes.input}
          role="combobox"
          aria-label={w.tags.find}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${idOf(chosen)}`}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          dir="auto"
          placeholder={w.tags.find}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        {isBusy && <Loader size={16} />}
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={w.tags.title}
        aria-multiselectable
        className={classes.list}
        aria-busy={isBusy}
      >
        {options.map((option) => (
          <Line
            key={idOf(option)}
            id={`${listId}-${idOf(option)}`}
            option={option}
            state={option.tag ? stateOf(option.tag, issues) : 'none'}
            isChosen={option === chosen}
            onRun={() => run(option)}
          />
        ))}
      </div>
      {options.length === 0 && (
        <p className={classes.none} role="status">
          {typed.trim() === '' ? w.tags.none : w.tags.noMatch(typed.trim())}
        </p>
      )}
    </Modal>
  )
}

interface LineProps {
  id: string
  option: Option
  state: TagState
  isChosen: boolean
  onRun: () => void
}

function Line({ id, option, state, isChosen, onRun }: LineProps) {
  const { tag } = option
  return (
    // By keyboard it is chosen from the field, which keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      aria-checked={state === 'some' ? 'mixed' : state === 'all'}
      className={classes.option}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <span className={classes.check} aria-hidden>
        {state === 'all' && <IconCheck size={14} stroke={2} />}
        {state === 'some' && '–'}
        {!tag && <IconPlus size={14} stroke={2} />}
      </span>
      {tag ? (
        <>
          <TagDot colour={tag.colour} />
          <bdi className={classes.name}>{tag.name}</bdi>
          {tag.description && <bdi className={classes.more}>{tag.description}</bdi>}
        </>
      ) : (
        <span className={classes.name}>{w.tags.create(option.name ?? '')}</span>
      )}
    </div>
  )
}

const idOf = ({ tag }: Option): string => tag?.id ?? 'new'

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
  const found = [...there, ...others].map((tag): Option => ({ tag, name: null }))
  const key = tagKey(typed)
  // Before the list is here, nobody knows what is new.
  const isNew = data !== undefined && key !== '' && !tags.some(({ name }) => tagKey(name) === key)
  return mayCreate && isNew ? [...found, { tag: null, name: typed.trim() }] : found
}
