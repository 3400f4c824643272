import { Loader } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useId, useState, type KeyboardEvent } from 'react'
import { sentenceOf } from '../../look/tell.tsx'
import { w } from '../../words/words.ts'
import classes from '../palette/palette.module.css'
import { useBegin } from './use-begin.ts'
import { useRecipients, type Recipient } from './use-recipients.tsx'

/** Type a name or an address, choose a line: one for each way that reaches somebody. */
export function RecipientForm({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState('')
  const [searched] = useDebouncedValue(typed, 150)
  const [at, setAt] = useState(0)
  const listId = useId()
  const { recipients, isSearching, problem } = useRecipients(typed, searched)
  const begin = useBegin()
  const beginning = useMutation({ mutationFn: begin, onSuccess: onDone })
  const chosen = recipients[Math.min(at, recipients.length - 1)]
  const run = (recipient: Recipient) => !beginning.isPending && beginning.mutate(recipient)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && recipients.length > 0) {
      event.preventDefault()
      setAt((now) => (Math.min(now, recipients.length - 1) + step + recipients.length) % recipients.length)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      // What stands there was found for fewer letters: Enter would choose what nobody has read.
      if (chosen && !isSearching) run(chosen)
    }
  }
  const refused = beginning.error ?? problem
  return (
    <div className={classes.root}>
      <div className={classes.top}>
        <span>{w.composer.to}</span>
        <input
          data-autofocus
          className={classes.input}
          role="combobox"
          aria-label={w.newMessage.find}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${chosen.key}`}
          autoComplete="off"
          spellCheck={false}
          maxLength={320}
          dir="auto"
          placeholder={w.newMessage.find}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setAt(0)
            beginning.reset()
          }}
          onKeyDown={onKeyDown}
        />
        {(isSearching || beginning.isPending) && <Loader size={16} />}
      </div>
      {refused && (
        <p className={classes.none} role="alert">
          {sentenceOf(refused)}
        </p>
      )}
      <div id={listId} role="listbox" aria-label={w.newMessage.recipients} className={classes.list}>
        {recipients.map((recipient) => (
          // By keyboard it is chosen from the field, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={recipient.key}
            id={`${listId}-${recipient.key}`}
            role="option"
            aria-selected={recipient === chosen}
            className={classes.command}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => run(recipient)}
          >
            <span className={classes.icon} aria-hidden>
              {recipient.icon}
            </span>
            <bdi className={classes.label}>{recipient.label}</bdi>
            {recipient.detail !== '' && <bdi className={classes.detail}>{recipient.detail}</bdi>}
          </div>
        ))}
      </div>
      {recipients.length === 0 && !refused && (
        <p className={classes.none} role="status">
          {said(typed, isSearching)}
        </p>
      )}
    </div>
  )
}

function said(typed: string, isSearching: boolean): string {
  if (typed.trim() === '') return w.newMessage.hint
  return isSearching ? w.palette.searching : w.newMessage.none
}
