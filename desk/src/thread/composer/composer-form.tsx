import type { Copies, ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useEffect, useEffectEvent, type KeyboardEvent } from 'react'
import { useKeys } from '../../keys/use-keys.ts'
import { w } from '../../words/words.ts'
import { ComposerBottom } from './composer-bottom.tsx'
import { ComposerField } from './composer-field.tsx'
import { ComposerTop } from './composer-top.tsx'
import classes from './composer.module.css'
import { isEmptyReply, type Draft } from './draft/draft.ts'
import { Nowhere } from './nowhere.tsx'
import { useSending } from './sending/use-sending.ts'
import { SuggestList } from './suggest/suggest-list.tsx'
import { useComposerSuggestions } from './suggest/use-composer-suggestions.tsx'
import { QuotePreview } from './quote/quote-preview.tsx'
import { SignaturePreview } from './signature-preview.tsx'
import { SmsCount } from './sms/sms-count.tsx'
import { usualCopies } from './to/usual-copies.ts'
import { useWriting } from './use-writing.ts'
import { ComposerWarnings } from './composer-warnings.tsx'

export interface ComposerFormProps {
  customerId: string
  issue: Issue | null
  addresses: ReachableAddress[]
  /** Who else got the customer's last mail of the issue. */
  copies: Copies | null
  /** Why they are not known, when they are not. */
  problem: string | null
  initial: Draft
}

export function ComposerForm({ customerId, issue, addresses, copies, problem, initial }: ComposerFormProps) {
  const writing = useWriting({ customerId, addresses, initial })
  const { draft, change, state, isNote, address, field, editor, files, drop, focus } = writing
  const begins = draft.isNew && !isNote
  // A new conversation answers nothing: it has no subject yet, and nobody who got a mail before.
  const about = begins ? { issue: null, copies: null } : { issue, copies }
  const sending = useSending({ customerId, ...about }, writing)
  const focusFirst = useEffectEvent(() => {
    if (!isEmptyReply(draft)) return
    const subject = document.querySelector<HTMLElement>('[data-composer] [data-subject]')
    if (subject) subject.focus()
    else focus('reply')
  })
  useEffect(() => {
    if (begins) focusFirst()
  }, [begins])
  const { list, pickReply } = useComposerSuggestions({
    customerId,
    issue,
    isNote,
    field,
    onMention: (mention) => change((current) => ({ mentions: [...current.mentions, mention] })),
  })
  useKeys({
    r: () => focus('reply'),
    n: () => focus('note'),
    ';': () => !isNote && pickReply(),
  })

  const label = isNote ? w.composer.notePlaceholder : w.composer.placeholder
  return (
    <section
      className={classes.composer}
      aria-label={w.composer.label}
      data-composer
      data-note={isNote || undefined}
      data-drop={drop.isOver ? w.composer.dropHere : undefined}
      onKeyDownCapture={(event) => onKeyDown(event, { listTakes: list.onKeyDown, send: sending.send })}
      {...drop.handlers}
    >
      {list.isOpen && (
        <SuggestList
          id={list.id}
          label={isNote ? w.composer.colleagues : w.composer.savedReplies}
          suggestions={list.suggestions}
          active={list.active}
          none={isNote ? w.composer.noColleagues : w.composer.noReplies}
          onActive={list.setActive}
          onPick={list.pick}
        />
      )}
      <ComposerTop
        draft={draft}
        customerId={customerId}
        addresses={addresses}
        address={address}
        copies={about.copies}
        issue={about.issue}
        canAnswer={issue !== null}
        onMode={focus}
        onChange={change}
      />
      <ComposerWarnings writing={writing} sending={sending} />
      {!isNote && address === null ? (
        <Nowhere customerId={customerId} addresses={addresses} problem={problem} />
      ) : (
        <ComposerField
          writing={writing}
          fieldProps={{ label, placeholder: label, onCaret: list.look, aria: list.fieldProps }}
        />
      )}
      {!isNote && address?.channel.kind === 'email' && <SignaturePreview />}
      {!isNote && address?.channel.kind === 'sms' && <SmsCount text={draft.text} />}
      {!isNote && (
        <QuotePreview
          customerId={customerId}
          issueId={about.issue?.id ?? null}
          address={address}
          copies={[...(draft.cc ?? usualCopies(about.copies, address)), ...draft.bcc]}
          isQuoted={draft.quotesHistory}
          onChange={(quotesHistory) => change({ quotesHistory })}
        />
      )}
      <ComposerBottom
        draft={draft}
        state={state}
        editor={editor}
        takesFiles={!isNote && (address?.capabilities.attachments ?? false)}
        holds={!isNote && address !== null && !address.capabilities.live}
        canSend={sending.canSend}
        canClose={sending.canClose}
        canSendLater={sending.canSendLater}
        onSendLater={(at, onlyIf) => void sending.sendLater(at, onlyIf)}
        onFiles={(chosen) => files.add(chosen, false)}
        onReplies={pickReply}
        onSend={sending.send}
      />
    </section>
  )
}

function onKeyDown(
  event: KeyboardEvent<HTMLElement>,
  { listTakes, send }: { listTakes: (event: KeyboardEvent) => boolean; send: (closes: boolean) => void },
): void {
  // Menus of the composer are drawn elsewhere on the page; their keys are their own.
  if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return
  if (listTakes(event)) return
  if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
    event.preventDefault()
    event.stopPropagation()
    send(event.shiftKey)
  }
  if (event.key === 'Escape' && event.target instanceof HTMLElement) {
    event.stopPropagation()
    // Out of the field, and still on the thread: the arrows scroll it.
    const thread = event.currentTarget.parentElement?.querySelector<HTMLElement>('[data-thread-scroller]')
    if (thread) thread.focus({ preventScroll: true })
    else event.target.blur()
  }
}
