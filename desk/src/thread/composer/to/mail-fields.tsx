import { Anchor, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { tellRefusal } from '../../../look/tell.tsx'
import { w } from '../../../words/words.ts'
import type { Draft } from '../draft/draft.ts'
import classes from './mail-fields.module.css'

export interface MailFieldsProps {
  draft: Draft
  takes: { subject: boolean; cc: boolean }
  /** What the subject will be when it is left alone. */
  usualSubject: string
  onChange: (patch: Partial<Draft>) => void
}

/** Subject and copies: there when they are wanted, out of the way when not. */
export function MailFields({ draft, takes, usualSubject, onChange }: MailFieldsProps) {
  const [wantsSubject, setWantsSubject] = useState(draft.subject !== null)
  const [wantsCc, setWantsCc] = useState(draft.cc.length > 0)
  const setCc = (values: string[]) => {
    const wrong = values.find((value) => !/^[^\s@]+@[^\s@]+$/.test(value))
    if (wrong) tellRefusal(w.composer.ccWrong(wrong))
    onChange({ cc: values.filter((value) => value !== wrong) })
  }
  return (
    <>
      <div className={classes.buttons}>
        {takes.subject && !wantsSubject && (
          <Anchor component="button" type="button" fz={12} c="dimmed" onClick={() => setWantsSubject(true)}>
            {w.composer.subject}
          </Anchor>
        )}
        {takes.cc && !wantsCc && (
          <Anchor component="button" type="button" fz={12} c="dimmed" onClick={() => setWantsCc(true)}>
            {w.composer.cc}
          </Anchor>
        )}
      </div>
      {takes.subject && wantsSubject && (
        <TextInput
          className={classes.field}
          variant="unstyled"
          aria-label={w.composer.subject}
          leftSection={<span className={classes.label}>{w.composer.subject}</span>}
          leftSectionWidth={64}
          placeholder={usualSubject}
          value={draft.subject ?? ''}
          onChange={(event) => onChange({ subject: event.currentTarget.value || null })}
        />
      )}
      {takes.cc && wantsCc && (
        <TagsInput
          className={classes.field}
          variant="unstyled"
          aria-label={w.composer.ccLabel}
          leftSection={<span className={classes.label}>{w.composer.cc}</span>}
          leftSectionWidth={64}
          placeholder={draft.cc.length === 0 ? w.composer.ccPlaceholder : ''}
          splitChars={[',', ';', ' ']}
          acceptValueOnBlur
          value={draft.cc}
          onChange={setCc}
        />
      )}
    </>
  )
}
