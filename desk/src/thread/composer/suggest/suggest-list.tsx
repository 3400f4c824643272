import { useEffect, useRef, type ReactNode } from 'react'
import classes from './suggest-list.module.css'

export interface Suggestion {
  key: string
  label: string
  detail: string
  mark?: ReactNode
  preview?: ReactNode
}

export interface SuggestListProps {
  id: string
  label: string
  suggestions: Suggestion[]
  active: number
  none: ReactNode
  onActive: (index: number) => void
  onPick: (index: number) => void
}

/** What may be put in where one writes. The caret stays in the text: the list is steered from there. */
export function SuggestList({ id, label, suggestions, active, none, onActive, onPick }: SuggestListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const preview = suggestions[active]?.preview
  return (
    // Pressing on it must not take the caret out of the text.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={classes.panel} onMouseDown={(event) => event.preventDefault()}>
      {suggestions.length === 0 && (
        <div className={classes.none} role="status">
          {none}
        </div>
      )}
      <div
        ref={list}
        id={id}
        className={classes.list}
        role="listbox"
        aria-label={label}
        hidden={suggestions.length === 0}
      >
        {suggestions.map((suggestion, index) => (
          // The keys are those of the field, which keeps the caret and steers the list.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={suggestion.key}
            id={optionId(id, index)}
            className={classes.item}
            role="option"
            aria-selected={index === active}
            onMouseMove={() => onActive(index)}
            onClick={() => onPick(index)}
          >
            {suggestion.mark}
            <bdi className={classes.label}>{suggestion.label}</bdi>
            <bdi className={classes.detail}>{suggestion.detail}</bdi>
          </div>
        ))}
      </div>
      {preview && <div className={classes.preview}>{preview}</div>}
    </div>
  )
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}
