import { Kbd, Loader } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { IconSearch } from '../../look/icons.ts'
import { useLate } from '../../look/late-skeleton.tsx'
import { w } from '../../words/words.ts'
import type { Command } from './commands/command.ts'
import { useIssueCommands } from './commands/use-issue-commands.tsx'
import { usePageCommands } from './commands/use-page-commands.tsx'
import { useFound } from './found/use-found.tsx'
import type { PaletteCall } from '../../keys/open-palette.ts'
import { bestMatches, matchScore, withSeriesInOrder } from './match.ts'
import classes from '../../look/finder.module.css'

const typingPauseMs = 100
const groups = ['issue', 'issues', 'customers', 'words', 'views', 'go', 'you'] as const

export function PaletteForm({ call, onDone }: { call: PaletteCall; onDone: () => void }) {
  const [typed, setTyped] = useState(call.typed ?? '')
  const [rested] = useDebouncedValue(typed, typingPauseMs)
  // Enter asks at once, and does what is first when all is there: never what was first a moment before.
  const [entered, setEntered] = useState<string | null>(null)
  const searched = entered ?? rested
  const { commands, isSearching } = useCommands({ typed, searched, issueId: call.issueId })
  // By what it is, not where it stands: what comes in above must not take its place.
  const [pointedAt, setPointedAt] = useState<string | null>(null)
  const listId = useId()
  const chosen = commands.find(({ id }) => id === pointedAt) ?? commands[0]
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
  const runEntered = useEffectEvent(() => {
    if (chosen) run(chosen)
  })
  const isReady = entered !== null && !isSearching
  useEffect(() => {
    if (isReady) runEntered()
  }, [isReady])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && commands.length > 0) {
      event.preventDefault()
      const at = chosen ? commands.indexOf(chosen) : 0
      setPointedAt(commands[(at + step + commands.length) % commands.length]?.id ?? null)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (pointedAt !== null && chosen?.id === pointedAt) run(chosen)
      else if (isSearching) setEntered(typed)
      else if (chosen) run(chosen)
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
            setPointedAt(null)
            setEntered(null)
          }}
          onKeyDown={onKeyDown}
        />
        {isSearching && <LateLoader />}
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={w.palette.title} className={classes.list}>
        {[...new Set(commands.map(({ group }) => group))].map((group) => (
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

interface Asked {
  typed: string
  searched: string
  issueId: string | undefined
}

interface Answered {
  commands: Command[]
  isSearching: boolean
}

/** In the order in which they are drawn, so that the arrows go the way the eye does: what fits best is first. */
function useCommands({ typed, searched, issueId }: Asked): Answered {
  const own = [...useIssueCommands(issueId), ...usePageCommands()]
  const found = useFound(searched)
  const isTyped = typed.trim() !== ''
  const isBehind = isTyped && typed !== searched
  if (!isTyped) return { commands: inGroups(own.filter((command) => !command.isHiddenAtFirst)), isSearching: false }
  const fitting = withSeriesInOrder(bestMatches(own, typed, textOf), own).slice(0, 12)
  // What was found for fewer letters is shown as long as it still fits.
  const stillFitting = isBehind ? found.commands.filter((command) => scoreOf(command, typed) > 0) : found.commands
  return { commands: bestFirst([...fitting, ...stillFitting], typed), isSearching: found.isSearching || isBehind }
}

const textOf = ({ label, alias = '' }: Command): string => `${label} ${alias}`

/** Of an issue, whom it is of counts as much as what it is about. */
const scoreOf = ({ label, alias = '', detail = '' }: Command, typed: string): number =>
  Math.floor(Math.max(...[`${label} ${alias} ${detail}`, detail].map((text) => matchScore(text, typed))))

const inGroups = (commands: Command[]): Command[] =>
  groups.flatMap((group) => commands.filter((command) => command.group === group))

/** Whole groups by what fits best in them; what was said somewhere is last. */
function bestFirst(commands: Command[], typed: string): Command[] {
  const best = (group: Command['group']): number =>
    group === 'words'
      ? -1
      : Math.max(0, ...commands.filter((one) => one.group === group).map((one) => scoreOf(one, typed)))
  return [...groups]
    .toSorted((a, b) => best(b) - best(a))
    .flatMap((group) => commands.filter((command) => command.group === group))
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
