import { Anchor, TextInput } from '@mantine/core'
import { useState } from 'react'
import { w } from '../../../words/words.ts'
import type { Draft } from '../draft/draft.ts'
import { CopiesField } from './copies-field.tsx'
import classes from './mail-fields.module.css'

export interface MailFieldsProps {
  draft: Draft
  takes: { subject: boolean; cc: boolean }
  /** What the subject will be when it is left alone. */
  usualSubject: string
  /** Who gets a copy when they are left alone. */
  usual: string[]
  /** Who else got the customer's last mail. */
  offered: string[]
  /** Where the customer's mail asks for answers, beside those who get this one. */
  askedTo: { address: string; isOtherDomain: boolean }[]
  onChange: (patch: Partial<Draft>) => void
}

/** Subject and copies: there when they are wanted, out of the way when not. */
export function MailFields({ draft, takes, usualSubject, usual, offered, askedTo, onChange }: MailFieldsProps) {
  const [wantsSubject, setWantsSubject] = useState(draft.subject !== null || draft.isNew)
  const [wantsCc, setWantsCc] = useState((draft.cc?.length ?? 0) > 0)
  const [wantsBcc, setWantsBcc] = useState(draft.bcc.length > 0)
  const cc = draft.cc ?? usual
  const showsCc = takes.cc && (wantsCc || cc.length > 0)
  const isOffered = takes.cc && offered.length > 0 && draft.cc === null && usual.length === 0
  return (
    <>
      <div className={classes.buttons}>
        {takes.subject && !wantsSubject && (
          <FieldButton label={w.composer.subject} onClick={() => setWantsSubject(true)} />
        )}
        {takes.cc && !showsCc && <FieldButton label={w.composer.cc} onClick={() => setWantsCc(true)} />}
        {takes.cc && !wantsBcc && <FieldButton label={w.composer.bcc} onClick={() => setWantsBcc(true)} />}
      </div>
      {takes.subject && wantsSubject && (
        <TextInput
          className={classes.field}
          variant="unstyled"
          aria-label={w.composer.subject}
          data-subject
          leftSection={<span className={classes.label}>{w.composer.subject}</span>}
          leftSectionWidth={64}
          placeholder={usualSubject}
          value={draft.subject ?? ''}
          onChange={(event) => onChange({ subject: event.currentTarget.value || null })}
        />
      )}
      {isOffered && (
        <p className={classes.offer} role="note">
          {w.composer.ccOffered(offered)}{' '}
          <Anchor component="button" type="button" fz={12} onClick={() => onChange({ cc: offered })}>
            {w.composer.ccTake}
          </Anchor>
        </p>
      )}
      {askedTo.map(({ address, isOtherDomain }) => (
        <p key={address} className={classes.offer} role="note">
          {isOtherDomain ? w.composer.askedToOther(address) : w.composer.askedTo(address)}{' '}
          <Anchor component="button" type="button" fz={12} onClick={() => onChange({ cc: [...cc, address] })}>
            {w.composer.askedToTake(address)}
          </Anchor>
        </p>
      ))}
      {showsCc && (
        <CopiesField
          label={w.composer.cc}
          name={w.composer.ccLabel}
          values={cc}
          onChange={(values) => onChange({ cc: values })}
        />
      )}
      {takes.cc && wantsBcc && (
        <CopiesField
          label={w.composer.bcc}
          name={w.composer.bccLabel}
          values={draft.bcc}
          onChange={(values) => onChange({ bcc: values })}
        />
      )}
    </>
  )
}

function FieldButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Anchor component="button" type="button" fz={12} c="dimmed" onClick={onClick}>
      {label}
    </Anchor>
  )
}
