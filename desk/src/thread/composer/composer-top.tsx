import { Anchor, SegmentedControl } from '@mantine/core'
import type { Copies, ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { w } from '../../words/words.ts'
import classes from './composer.module.css'
import type { Draft } from './draft/draft.ts'
import { AddressPicker } from './to/address-picker.tsx'
import { askedTo, copiesFor, usualCopies } from './to/usual-copies.ts'
import { MailFields } from './to/mail-fields.tsx'
import { WindowLeft } from './to/window-left.tsx'

export interface ComposerTopProps {
  draft: Draft
  addresses: ReachableAddress[]
  customerId: string
  address: ReachableAddress | null
  copies: Copies | null
  issue: Issue | null
  /** There is an issue that a reply would go into. */
  canAnswer: boolean
  onMode: (mode: Draft['mode']) => void
  onChange: (patch: Partial<Draft>) => void
}

/** Who reads it, and where it goes. */
export function ComposerTop({
  draft,
  addresses,
  customerId,
  address,
  copies,
  issue,
  canAnswer,
  onMode,
  onChange,
}: ComposerTopProps) {
  const isNote = draft.mode === 'note'
  return (
    <div className={classes.top}>
      <SegmentedControl
        size="xs"
        aria-label={w.composer.modeLabel}
        value={draft.mode}
        onChange={(mode) => onMode(mode === 'note' ? 'note' : 'reply')}
        data={[
          { value: 'reply', label: draft.isNew ? w.newMessage.title : w.composer.reply },
          { value: 'note', label: w.composer.note },
        ]}
      />
      {!isNote && (
        <AddressPicker
          addresses={addresses}
          customerId={customerId}
          chosen={address}
          onChoose={(key) => onChange({ address: key })}
        />
      )}
      {!isNote && address && (
        <MailFields
          key={draft.isNew ? 'new' : 'reply'}
          draft={draft}
          takes={address.capabilities}
          usual={usualCopies(copies, address)}
          offered={copiesFor(copies, address)}
          askedTo={askedTo(copies, address, draft.cc ?? usualCopies(copies, address))}
          usualSubject={usualSubject(issue, address)}
          onChange={onChange}
        />
      )}
      {!isNote && address?.window && <WindowLeft window={address.window} />}
      {!isNote && draft.isNew && (
        <p className={classes.begins} role="note">
          {w.newMessage.opensIssue}{' '}
          <Anchor component="button" type="button" fz={12} onClick={() => onChange({ isNew: false })}>
            {canAnswer ? w.newMessage.answerInstead : w.newMessage.discard}
          </Anchor>
        </p>
      )}
    </div>
  )
}

/** As the server says it: an address that was only typed in a chat is not told the first words of it. */
function usualSubject(issue: Issue | null, { identity, capabilities }: ReachableAddress): string {
  if (issue === null) return ''
  const isTold = capabilities.live || identity.assurance !== 'claimed' || issue.firstChannel?.kind !== 'webchat'
  return isTold ? `Re: ${issue.subject}` : w.composer.subjectWithheld(issue.number)
}
