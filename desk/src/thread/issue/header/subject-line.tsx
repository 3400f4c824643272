import { TextInput, UnstyledButton } from '@mantine/core'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { w } from '../../../words/words.ts'
import classes from './subject-line.module.css'
import { useIssueActions } from '../../../data/issues/use-issue-actions.ts'

/** What is being typed, and what stood there when it was begun. */
interface Editing {
  text: string
  seen: string
}

/** What the issue is about; a click makes it a field. When somebody else changes it meanwhile, the later one decides. */
export function SubjectLine({ issue, mayChange }: { issue: Issue; mayChange: boolean }) {
  const { setSubject } = useIssueActions()
  const [editing, setEditing] = useState<Editing | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  /** Left by a key: that it goes is no reason to save it once more. */
  const isLeft = useRef(false)
  const isOvertaken = editing !== null && editing.seen !== issue.subject

  const save = async ({ text }: Editing) => {
    const subject = text.trim()
    const seen = issue.subject
    setEditing(null)
    if (subject === '' || subject === seen) return
    if (await setSubject(issue, subject, seen)) return
    isLeft.current = false
    setEditing({ text, seen })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.stopPropagation()
    // Enter must not press the button that the focus goes to.
    event.preventDefault()
    isLeft.current = true
    // The field goes, and the focus goes back to what made it one.
    flushSync(() => {
      if (event.key === 'Enter' && editing) void save(editing)
      else setEditing(null)
    })
    button.current?.focus()
  }

  if (editing !== null) {
    return (
      <span className={classes.editing}>
        <TextInput
          aria-label={w.issue.subjectLabel}
          value={editing.text}
          maxLength={500}
          onChange={(event) => setEditing({ ...editing, text: event.currentTarget.value })}
          onKeyDown={onKeyDown}
          // What somebody else has written is not overwritten by going away.
          onBlur={() => !isOvertaken && !isLeft.current && void save(editing)}
          autoFocus
        />
        {isOvertaken && (
          <span className={classes.meanwhile} role="alert">
            {w.issue.subjectMeanwhile(issue.subject)}
          </span>
        )}
      </span>
    )
  }
  const subject = issue.subject || w.issue.noSubject
  const line = (
    <>
      <span className={classes.number}>{w.issue.number(issue.number)}</span> <bdi>{subject}</bdi>
    </>
  )
  if (!mayChange) return <span className={classes.subject}>{line}</span>
  return (
    <UnstyledButton
      ref={button}
      className={classes.subject}
      title={`${subject} · ${w.issue.editSubject}`}
      onClick={() => {
        isLeft.current = false
        setEditing({ text: issue.subject, seen: issue.subject })
      }}
    >
      {line}
    </UnstyledButton>
  )
}
