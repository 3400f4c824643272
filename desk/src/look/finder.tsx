import { Loader } from '@mantine/core'
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import classes from './finder.module.css'

export interface Choice {
  key: string
  icon: ReactNode
  label: string
  detail?: string | undefined
  /** Only where several can be chosen. */
  checked?: boolean | 'mixed'
}

export interface FinderProps<Option extends Choice> {
  /** Of the field. */
  label: string
  /** Stands before the field. */
  before?: ReactNode
  listLabel: string
  choices: readonly Option[]
  typed: string
  maxLength: number
  isBusy: boolean
  /** The list still answers for fewer letters: Enter waits, and then chooses what is first. */
  isBehind?: boolean
  isMultiple?: boolean
  onType: (typed: string) => void
  onChoose: (choice: Option) => void
  problem?: string | undefined
  /** Without a choice: why, or what to type. */
  none: string
}

/** A field that finds, and the list of what it found. The keyboard stays in the field. */
export function Finder<Option extends Choice>(props: FinderProps<Option>) {
  const { choices, isMultiple = false, problem, onChoose } = props
  const [at, setAt] = useState(0)
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const chosen = choices[Math.min(at, choices.length - 1)]
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })
  /** Enter was pressed before all was found. */
  const isEntered = useRef(false)
  const choose = (choice: Option) => {
    setAt(0)
    onChoose(choice)
  }
  const chooseEntered = useEffectEvent(() => {
    if (isEntered.current && chosen) onChoose(chosen)
    isEntered.current = false
  })
  const { isBehind = false } = props
  useEffect(() => {
    if (!isBehind) chooseEntered()
  }, [isBehind])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && choices.length > 0) {
      event.preventDefault()
      setAt((now) => (Math.min(now, choices.length - 1) + step + choices.length) % choices.length)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (isBehind) isEntered.current = true
      else if (chosen) choose(chosen)
    }
  }
  return (
    <div className={classes.root}>
      <div className={classes.top}>
        {props.before}
        <input
          data-autofocus
          className={classes.input}
          role="combobox"
          aria-label={props.label}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${chosen.key}`}
          autoComplete="off"
          spellCheck={false}
          maxLength={props.maxLength}
          dir="auto"
          placeholder={props.label}
          value={props.typed}
          onChange={(event) => {
            props.onType(event.currentTarget.value)
            setAt(0)
            isEntered.current = false
          }}
          onKeyDown={onKeyDown}
        />
        {props.isBusy && <Loader size={16} />}
      </div>
      {problem && (
        <p className={classes.none} role="alert">
          {problem}
        </p>
      )}
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={props.listLabel}
        aria-multiselectable={isMultiple || undefined}
        aria-busy={props.isBusy}
        className={classes.list}
      >
        {choices.map((choice) => (
          // By keyboard it is chosen from the field, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={choice.key}
            id={`${listId}-${choice.key}`}
            role="option"
            aria-selected={choice === chosen}
            aria-checked={choice.checked}
            className={classes.command}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(choice)}
          >
            <span className={classes.icon} aria-hidden>
              {choice.icon}
            </span>
            <bdi className={classes.label}>{choice.label}</bdi>
            {choice.detail && <bdi className={classes.detail}>{choice.detail}</bdi>}
          </div>
        ))}
      </div>
      {choices.length === 0 && !problem && (
        <p className={classes.none} role="status">
          {props.none}
        </p>
      )}
    </div>
  )
}
