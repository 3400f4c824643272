import { ActionIcon, FileButton, Tooltip } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import { IconAt, IconPaperclip, IconTemplate } from '../../look/icons.ts'
import { w } from '../../words/words.ts'
import classes from './composer.module.css'
import { isEmptyDraft, type Draft } from './draft/draft.ts'
import type { DraftState } from './draft/use-kept-draft.ts'
import { FormatBar } from './editor/format-bar.tsx'
import { SendButton } from './sending/send-button.tsx'

export interface ComposerBottomProps {
  draft: Draft
  state: DraftState
  editor: Editor | null
  takesFiles: boolean
  holds: boolean
  canSend: boolean
  canClose: boolean
  canSendLater: boolean
  onFiles: (files: File[]) => void
  onReplies: () => void
  onSend: (closes: boolean) => void
  onSendLater: (at: Date, onlyIfUnanswered: boolean) => void
}

/** What can be put into the text, what became of the draft, and the way out. */
export function ComposerBottom(props: ComposerBottomProps) {
  const { draft, state, editor, takesFiles, holds, canSend, canClose, onFiles, onReplies, onSend } = props
  const isNote = draft.mode === 'note'
  const pick = isNote ? w.composer.mention : w.composer.insertReply
  return (
    <div className={classes.bottom}>
      {editor && <FormatBar editor={editor} />}
      {takesFiles && (
        <FileButton onChange={onFiles} multiple>
          {(button) => (
            <Tooltip label={w.composer.attach}>
              <ActionIcon {...button} aria-label={w.composer.attach}>
                <IconPaperclip size={16} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
        </FileButton>
      )}
      <Tooltip label={`${pick} · ${isNote ? '@' : '/'}`}>
        <ActionIcon aria-label={pick} onMouseDown={(event) => event.preventDefault()} onClick={onReplies}>
          {isNote ? <IconAt size={16} stroke={1.75} /> : <IconTemplate size={16} stroke={1.75} />}
        </ActionIcon>
      </Tooltip>
      <span className={classes.state} role="status">
        {!isEmptyDraft(draft) && state === 'saved' && w.composer.draftSaved}
        {!isEmptyDraft(draft) && state === 'local' && w.composer.draftLocal}
      </span>
      <SendButton
        isNote={isNote}
        isDisabled={!canSend}
        canClose={canClose}
        holds={holds}
        canSendLater={props.canSendLater}
        onSendLater={props.onSendLater}
        onSend={() => onSend(false)}
        onSendAndClose={() => onSend(true)}
      />
    </div>
  )
}
