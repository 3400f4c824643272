import { TextInput, UnstyledButton } from '@mantine/core'
import type { Issue } from '@throughline/protocol/issues.ts'
import { useState, type KeyboardEvent } from 'react'
import { w } from '../../words/words.ts'
import classes from './subject-line.module.css'
import { useIssueActions } from '../use-issue-actions.ts'

/** What the issue is about; a click makes it a field. */
export function SubjectLine({ issue, mayChange }: { issue: Issue; mayChange: boolean }) {
  const { setSubject } = useIssueActions()
  const [text, setText] = useState<string | null>(null)

  const save = () => {
    const subject = text?.trim()
    setText(null)
    if (subject && subject !== issue.subject) setSubject(issue, subject)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') save()
    if (event.key === 'Escape') {
      event.stopPropagation()
      setText(null)
    }
  }

  if (text !== null) {
    return (
      <TextInput
        className={classes.input}
        aria-label={w.issue.subjectLabel}
        value={text}
        maxLength={500}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={save}
        autoFocus
      />
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
      className={classes.subject}
      title={`${subject} · ${w.issue.editSubject}`}
      onClick={() => setText(issue.subject)}
    >
      {line}
    </UnstyledButton>
  )
}
