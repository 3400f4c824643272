import { ActionIcon, FileButton, SegmentedControl, Textarea, Tooltip } from '@mantine/core'
import type { ReachableAddress } from '@throughline/protocol/entries.ts'
import type { Issue } from '@throughline/protocol/issues.ts'
import { useCallback, useRef, useState, type KeyboardEvent } from 'react'
import { isActive } from '../inbox/lists/issue-list.ts'
import { IconPaperclip } from '../look/icons.ts'
import { useKeys } from '../shell/use-keys.ts'
import { w } from '../words/words.ts'
import { AddressPicker } from './address-picker.tsx'
import classes from './composer.module.css'
import { isEmptyDraft, type Draft } from './draft.ts'
import { FileList } from './files/file-list.tsx'
import { FormatBar } from './editor/format-bar.tsx'
import { MailFields } from './mail-fields.tsx'
import { afterSending, chosenAddress, newEntry } from './new-entry.ts'
import { RichEditor, type RichEditorHandle } from './editor/rich-editor.tsx'
import { SendButton } from './send-button.tsx'
import { useFileDrop } from './files/use-file-drop.ts'
import { useKeptDraft } from './use-kept-draft.ts'
import { useSendDraft } from './use-send-draft.ts'
import { useTyping } from './use-typing.ts'
import { useUploads } from './files/use-uploads.ts'

export interface ComposerFormProps {
  customerId: string
  issue: Issue | null
  addresses: ReachableAddress[]
  /** Why they are not known, when they are not. */
  problem: string | null
  initial: Draft
}

export function ComposerForm({ customerId, issue, addresses, problem, initial }: ComposerFormProps) {
  const { draft, change, state } = useKeptDraft(customerId, initial)
  const { uploads, add, remove, retry } = useUploads((attachment) =>
    change((current) => ({ attachments: [...current.attachments, attachment] })),
  )
  const [rich, setRich] = useState<RichEditorHandle | null>(null)
  const plain = useRef<HTMLTextAreaElement>(null)
  const sendDraft = useSendDraft(customerId)
  const noteTyping = useTyping(customerId, draft.mode === 'note')
  const drop = useFileDrop(add)

  const isNote = draft.mode === 'note'
  const address = chosenAddress(addresses, draft.address)
  const isRich = !isNote && (address?.capabilities.richText ?? false)
  const issueId = issue?.id ?? null
  const canSend = uploads.length === 0 && newEntry(draft, { address, issueId, echoId: 'x' }) !== null
  const hasNowhere = !isNote && address === null

  const write = (patch: Partial<Draft>) => {
    change(patch)
    noteTyping()
  }
  const focus = useCallback(
    (mode: Draft['mode']) => {
      change({ mode })
      // The field of the other side is drawn first.
      requestAnimationFrame(() => (plain.current ? plain.current.focus() : rich?.focus()))
    },
    [change, rich],
  )
  const send = (closes: boolean) => {
    const entry = newEntry(draft, { address, issueId, echoId: crypto.randomUUID() })
    if (entry === null || uploads.length > 0) return
    sendDraft({ entry, draft, address, closes: closes && issue !== null && isActive(issue) ? issue : null })
    change(afterSending(draft))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Menus of the composer are drawn elsewhere on the page; their keys are their own.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return
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
  useKeys({ r: () => focus('reply'), n: () => focus('note') })

  return (
    <section
      className={classes.composer}
      aria-label={w.composer.label}
      data-note={isNote || undefined}
      data-drop={drop.isOver ? w.composer.dropHere : undefined}
      onKeyDownCapture={onKeyDown}
      {...drop.handlers}
    >
      <div className={classes.top}>
        <SegmentedControl
          size="xs"
          aria-label={w.composer.modeLabel}
          value={draft.mode}
          onChange={(mode) => focus(mode === 'note' ? 'note' : 'reply')}
          data={[
            { value: 'reply', label: w.composer.reply },
            { value: 'note', label: w.composer.note },
          ]}
        />
        {!isNote && (
          <AddressPicker addresses={addresses} chosen={address} onChoose={(key) => change({ address: key })} />
        )}
        {!isNote && address && (
          <MailFields
            draft={draft}
            takes={address.capabilities}
            usualSubject={issue ? `Re: ${issue.subject}` : ''}
            onChange={change}
          />
        )}
      </div>
      {hasNowhere ? (
        <Nowhere addresses={addresses} problem={problem} />
      ) : (
        <div className={classes.field}>
          {isRich ? (
            <RichEditor
              ref={setRich}
              html={draft.html || asHtml(draft.text)}
              label={w.composer.placeholder}
              placeholder={w.composer.placeholder}
              onChange={write}
            />
          ) : (
            <Textarea
              ref={plain}
              autosize
              variant="unstyled"
              minRows={3}
              maxRows={14}
              aria-label={isNote ? w.composer.notePlaceholder : w.composer.placeholder}
              placeholder={isNote ? w.composer.notePlaceholder : w.composer.placeholder}
              value={isNote ? draft.note : draft.text}
              onChange={(event) => {
                const text = event.currentTarget.value
                write(isNote ? { note: text } : { text, html: '' })
              }}
            />
          )}
          {!isNote && (
            <FileList
              attachments={draft.attachments}
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
      <div className={classes.bottom}>
        {isRich && rich && <FormatBar editor={rich.editor} />}
        {!isNote && (address?.capabilities.attachments ?? false) && (
          <FileButton onChange={add} multiple>
            {(props) => (
              <Tooltip label={w.composer.attach}>
                <ActionIcon {...props} aria-label={w.composer.attach}>
                  <IconPaperclip size={16} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
            )}
          </FileButton>
        )}
        <span className={classes.state} role="status">
          {!isEmptyDraft(draft) && state === 'saved' && w.composer.draftSaved}
          {!isEmptyDraft(draft) && state === 'local' && w.composer.draftLocal}
        </span>
        <SendButton
          isNote={isNote}
          isDisabled={!canSend}
          canClose={issue !== null && isActive(issue)}
          onSend={() => send(false)}
          onSendAndClose={() => send(true)}
        />
      </div>
    </section>
  )
}

function Nowhere({ addresses, problem }: { addresses: ReachableAddress[]; problem: string | null }) {
  if (problem !== null) return <div className={classes.nowhere}>{problem}</div>
  return (
    <div className={classes.nowhere}>
      <strong>{w.composer.nowhere}</strong>
      {addresses.length === 0 ? (
        <p>{w.composer.nowhereMore}</p>
      ) : (
        <ul>
          {addresses.map((address) => (
            <li key={`${address.channel.id}:${address.identity.id}`}>
              <bdi>{address.identity.value}</bdi>: {address.reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What was written while a channel of plain text was chosen. */
function asHtml(text: string): string {
  if (text === '') return ''
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped
    .split('\n\n')
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
    .join('')
}
