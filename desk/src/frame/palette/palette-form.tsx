import { Kbd, Loader } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { IconSearch } from '../../look/icons.ts'
import { useLate } from '../../look/late-skeleton.tsx'
import { w } from '../../words/words.ts'
import type { Command } from './commands/command.ts'
import { useIssueCommands } from './commands/use-issue-commands.tsx'
import { usePageCommands } from './commands/use-page-commands.tsx'
import { useFound } from './found/use-found.tsx'
import { bestMatches } from './match.ts'
import classes from './palette.module.css'

const typingPauseMs = 100
const groups = ['issue', 'issues', 'customers', 'words', 'views', 'go', 'you'] as const

export function PaletteForm({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState('')
  const [searched] = useDebouncedValue(typed, typingPauseMs)
  const { commands, isSearching } = useCommands(typed, searched)
  const [at, setAt] = useState(0)
  const listId = useId()
  const chosen = commands[Math.min(at, commands.length - 1)]
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })

  const run = (command: Command) => {
    onDone()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && commands.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, commands.length - 1) + step + commands.length) % commands.length)
    }
    if (event.key === 'Enter' && chosen && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(chosen)
    }
  }
  return (
    <div className={classes.root}>
      <div className={classes.top}>
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <input
          ref={field}
          data-autofocus
          className={classes.input}
          role="combobox"
          aria-label={w.palette.label}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${chosen.id}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={w.palette.placeholder}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        {isSearching && <LateLoader />}
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={w.palette.title} className={classes.list}>
        {groups.map((group) => (
          <Group
            key={group}
            listId={listId}
            name={group}
            commands={commands.filter((command) => command.group === group)}
            chosenId={chosen?.id}
            onRun={run}
          />
        ))}
      </div>
      {commands.length === 0 && (
        <p className={classes.none} role="status">
          {isSearching ? w.palette.searching : w.palette.none(typed.trim())}
        </p>
      )}
    </div>
  )
}

/** In the order in which they are drawn, so that the arrows go the way the eye does. */
function useCommands(typed: string, searched: string): { commands: Command[]; isSearching: boolean } {
  const own = [...useIssueCommands(), ...usePageCommands()]
  const found = useFound(searched)
  const isTyped = typed.trim() !== ''
  const fitting = isTyped
    ? bestMatches(own, typed, ({ label, alias = '' }) => `${label} ${alias}`).slice(0, 12)
    : own.filter((command) => !command.isHiddenAtFirst)
  const all = isTyped ? [...fitting, ...found.commands] : fitting
  return {
    commands: groups.flatMap((group) => all.filter((command) => command.group === group)),
    isSearching: found.isSearching || (isTyped && typed !== searched),
  }
}

interface GroupProps {
  listId: string
  name: (typeof groups)[number]
  commands: Command[]
  chosenId: string | undefined
  onRun: (command: Command) => void
}

function Group({ listId, name, commands, chosenId, onRun }: GroupProps) {
  if (commands.length === 0) return null
  return (
    <div role="group" aria-label={w.palette.groups[name]}>
      <div className={classes.heading} aria-hidden>
        {w.palette.groups[name]}
      </div>
      {commands.map((command) => (
        // By keyboard it is chosen from the field, which keeps the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={command.id}
          id={`${listId}-${command.id}`}
          role="option"
          aria-selected={command.id === chosenId}
          className={classes.command}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onRun(command)}
        >
          <span className={classes.icon} aria-hidden>
            {command.icon}
          </span>
          <bdi className={classes.label}>{command.label}</bdi>
          {command.detail && <bdi className={classes.detail}>{command.detail}</bdi>}
          {command.keys && (
            <span className={classes.keys}>
              {command.keys.split(' ').map((key) => (
                <Kbd key={key} size="xs">
                  {key}
                </Kbd>
              ))}
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

function LateLoader() {
  return useLate(300) ? <Loader size={16} /> : null
}
