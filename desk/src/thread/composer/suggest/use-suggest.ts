import { useId, useState, type KeyboardEvent } from 'react'
import type { WritingField } from '../editor/writing-field.ts'
import { optionId, type Suggestion } from './suggest-list.tsx'
import { findTrigger, type Sign, type Trigger } from './trigger.ts'

export interface SuggestOptions {
  signs: readonly Sign[]
  field: WritingField | null
  /** What there is for a sign and a query. */
  suggest: (trigger: Trigger) => Suggestion[]
  onPick: (trigger: Trigger, key: string) => void
}

/** The list that opens while one writes `/` or `@`: which of it is shown, which is active, and what keys do with it. */
export function useSuggest({ signs, field, suggest, onPick }: SuggestOptions) {
  const id = useId()
  const [trigger, setTrigger] = useState<Trigger | null>(null)
  const [active, setActive] = useState(0)
  const suggestions = trigger ? suggest(trigger) : []
  // A sign that leads to nothing is just a sign; a list that was asked for by a button says that it is empty.
  const isOpen = trigger !== null && (suggestions.length > 0 || trigger.length === 0)

  const open = (next: Trigger | null) => {
    setTrigger(next)
    setActive(0)
  }
  const pick = (index: number) => {
    const suggestion = suggestions[index]
    if (!trigger || !suggestion) return
    open(null)
    onPick(trigger, suggestion.key)
  }

  return {
    id,
    isOpen,
    suggestions,
    active: Math.min(active, Math.max(0, suggestions.length - 1)),
    setActive,
    pick,
    close: () => open(null),
    /** Without typing the sign. */
    openFor: (sign: Sign) => {
      field?.focus()
      open({ sign, query: '', length: 0 })
    },
    /** The caret moved, or something was typed. */
    look: (before: string) => {
      const next = findTrigger(before, signs)
      if (next?.sign === trigger?.sign && next?.query === trigger?.query) return
      open(next)
    },
    /** True when the key was for the list. */
    onKeyDown: (event: KeyboardEvent): boolean => {
      if (!isOpen || event.nativeEvent.isComposing) return false
      const count = Math.max(1, suggestions.length)
      if (event.key === 'ArrowDown') setActive((active + 1) % count)
      else if (event.key === 'ArrowUp') setActive((active + count - 1) % count)
      else if (event.key === 'Escape') open(null)
      else if ((event.key === 'Enter' && !event.metaKey && !event.ctrlKey) || event.key === 'Tab') pick(active)
      else return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
    /** What the field tells those who cannot see the list. */
    fieldProps: isOpen
      ? { 'aria-controls': id, 'aria-activedescendant': optionId(id, active), 'aria-autocomplete': 'list' as const }
      : {},
  }
}
