import { useQueryClient } from '@tanstack/react-query'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { leftOpen } from '@throughline/protocol/saved-replies/variables.ts'
import { useCallback, useEffect, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { isActive } from '../../data/issues/issue-list.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { threadQuery } from '../../data/thread/thread-query.ts'
import { w } from '../../words/words.ts'
import { ComposerBottom } from './composer-bottom.tsx'
import { ComposerTop } from './composer-top.tsx'
import classes from './composer.module.css'
import { isEmptyReply, type Draft } from './draft/draft.ts'
import { offerPlace } from './draft/put-back.ts'
import { useKeptDraft } from './draft/use-kept-draft.ts'
import { hasPicture, pictureHtml } from './editor/picture-node.ts'
import { PlainEditor } from './editor/plain-editor.tsx'
import { RichEditor, type RichField } from './editor/rich-editor.tsx'
import type { WritingField } from './editor/writing-field.ts'
import { FileList } from './files/file-list.tsx'
import { useFileDrop } from './files/use-file-drop.ts'
import { useUploads } from './files/use-uploads.ts'
import { Nowhere } from './nowhere.tsx'
import { htmlOf } from './replies/fill-reply.ts'
import { useHoldSeconds } from './sending/hold-seconds.ts'
import { afterSending, newEntry } from './sending/new-entry.ts'
import { useSendDraft } from './sending/use-send-draft.ts'
import { SuggestList } from './suggest/suggest-list.tsx'
import { useComposerSuggestions } from './suggest/use-composer-suggestions.tsx'
import { chosenAddress } from './to/chosen-address.ts'
import { useTyping } from './use-typing.ts'
import { LeftOpen } from './warnings/left-open.tsx'
import { SaidSinceWarning } from './warnings/said-since-warning.tsx'
import { useSaidSince } from './warnings/use-said-since.ts'
import { Warning } from './warnings/warning.tsx'
import { WrittenElsewhere } from './warnings/written-elsewhere.tsx'

export interface ComposerFormProps {
  customerId: string
  issue: Issue | null
  addresses: ReachableAddress[]
  /** Why they are not known, when they are not. */
  problem: string | null
  initial: Draft
}

export function ComposerForm({ customerId, issue, addresses, problem, initial }: ComposerFormProps) {
  const queryClient = useQueryClient()
  const { draft, change, changeAtOnce, state, elsewhere, decide } = useKeptDraft(customerId, initial)
  const [plain, setPlain] = useState<WritingField | null>(null)
  const [rich, setRich] = useState<RichField | null>(null)
  const [holdSeconds] = useHoldSeconds()
  const [sendsOpen, setSendsOpen] = useState<string | null>(null)
  const sendDraft = useSendDraft(customerId)
  const noteTyping = useTyping(customerId, draft.mode === 'note')
  const since = useSaidSince(customerId, draft.begunAt)

  const isNote = draft.mode === 'note'
  const address = chosenAddress(addresses, draft.address)
  const isRich = !isNote && (address?.capabilities.richText ?? false)
  const field = isRich ? rich : plain
  const { uploads, add, remove, retry } = useUploads((attachment, inText) => {
    change((current) => ({ attachments: [...current.attachments, attachment] }))
    if (inText && isRich) rich?.replace(0, { text: '', html: pictureHtml(attachment) })
  })
  const drop = useFileDrop((files) => add(files, true))

  const context = { address, issueId: issue?.id ?? null, holdSeconds }
  const open = isNote ? [] : leftOpen(draft.text)
  const hasFilesLeft = !isNote && address?.capabilities.attachments === false && draft.attachments.length > 0
  const isHeldBack = open.length > 0 && sendsOpen !== draft.text
  const canSend = uploads.length === 0 && !isHeldBack && newEntry(draft, { ...context, echoId: 'x' }) !== null

  const write = (patch: Partial<Draft>) => {
    change((current) => {
      if (isNote) return patch
      // From the first word on, somebody else's answer is news; with the last one gone, nothing has been begun.
      const isEmpty = isEmptyReply({ ...current, ...patch })
      return { ...patch, begunAt: isEmpty ? null : (current.begunAt ?? newestAt()) }
    })
    noteTyping()
  }
  const newestAt = () => queryClient.getQueryData(threadQuery(customerId).queryKey)?.entries.at(-1)?.recordedAt ?? null
  const { list, pickReply } = useComposerSuggestions({
    customerId,
    issue,
    isNote,
    field,
    onMention: (mention) => change((current) => ({ mentions: [...current.mentions, mention] })),
  })
  const focus = useCallback(
    (mode: Draft['mode']) => {
      // The field of the other side is drawn first; all at once, so that the letters typed next go there.
      flushSync(() => change({ mode }))
      document.querySelector<HTMLElement>('[data-composer] [aria-multiline], [data-composer] textarea')?.focus()
    },
    [change],
  )
  useEffect(
    () =>
      offerPlace(customerId, (written) => {
        if (!isEmptyReply(draft)) return false
        change({ ...written, note: draft.note, mentions: draft.mentions, mode: 'reply' })
        return true
      }),
    [customerId, draft, change],
  )

  const send = (closes: boolean) => {
    const entry = newEntry(draft, { ...context, echoId: crypto.randomUUID() })
    if (entry === null || !canSend || since.holdsBack(isNote)) return
    sendDraft({ entry, draft, address, closes: closes && issue !== null && isActive(issue) ? issue : null })
    changeAtOnce(afterSending(draft, address))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Menus of the composer are drawn elsewhere on the page; their keys are their own.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return
    if (list.onKeyDown(event)) return
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      event.stopPropagation()
      send(event.shiftKey)
    }
    if (event.key === 'Escape' && document.activeElement instanceof HTMLElement) {
      event.stopPropagation()
      document.activeElement.blur()
    }
  }
  useKeys({
    r: () => focus('reply'),
    n: () => focus('note'),
    ';': () => !isNote && pickReply(),
  })

  const label = isNote ? w.composer.notePlaceholder : w.composer.placeholder
  const fieldProps = { label, placeholder: label, onCaret: list.look, aria: list.fieldProps }
  return (
    <section
      className={classes.composer}
      aria-label={w.composer.label}
      data-composer
      data-note={isNote || undefined}
      data-drop={drop.isOver ? w.composer.dropHere : undefined}
      onKeyDownCapture={onKeyDown}
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
        addresses={addresses}
        address={address}
        issue={issue}
        onMode={focus}
        onChange={change}
      />
      {!isNote && <SaidSinceWarning since={since} draft={draft} onSend={() => send(false)} />}
      {elsewhere && <WrittenElsewhere draft={elsewhere} onDecide={decide} />}
      {hasFilesLeft && <Warning>{w.composer.filesNotTaken}</Warning>}
      {isHeldBack && <LeftOpen names={open} onSendAnyway={() => setSendsOpen(draft.text)} />}
      {!isNote && address === null ? (
        <Nowhere addresses={addresses} problem={problem} />
      ) : (
        <div className={classes.field}>
          {isRich ? (
            <RichEditor ref={setRich} html={draft.html || htmlOf(draft.text)} onChange={write} {...fieldProps} />
          ) : (
            <PlainEditor
              ref={setPlain}
              value={isNote ? draft.note : draft.text}
              onChange={(text) => write(isNote ? { note: text } : { text, html: '' })}
              {...fieldProps}
            />
          )}
          {!isNote && (
            <FileList
              attachments={draft.attachments.filter(({ url }) => !hasPicture(draft.html, url))}
              uploads={uploads}
              onRemoveAttachment={(id) =>
                change((current) => ({ attachments: current.attachments.filter((one) => one.id !== id) }))
              }
              onRemoveUpload={remove}
              onRetry={retry}
            />
          )}
        </div>
      )}
      <ComposerBottom
        draft={draft}
        state={state}
        editor={isRich ? (rich?.editor ?? null) : null}
        takesFiles={!isNote && (address?.capabilities.attachments ?? false)}
        holds={!isNote && address !== null && !address.capabilities.live}
        canSend={canSend}
        canClose={issue !== null && isActive(issue)}
        onFiles={(files) => add(files, false)}
        onReplies={pickReply}
        onSend={send}
      />
    </section>
  )
}
