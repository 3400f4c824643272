import { ActionIcon, Anchor, Button, FileButton, SegmentedControl, Textarea, TextInput, Tooltip } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { commandKey } from '../../../keys/command-key.ts'
import { IconPaperclip, IconX } from '../../../look/icons.ts'
import { sentenceOf } from '../../../look/tell.tsx'
import { fileSize } from '../../../words/sizes.ts'
import { w } from '../../../words/words.ts'
import composer from '../composer.module.css'
import { FileList } from '../files/file-list.tsx'
import { useUploads } from '../files/use-uploads.ts'
import { CopiesField } from '../to/copies-field.tsx'
import fields from '../to/mail-fields.module.css'
import classes from './forward-form.module.css'
import { changeForward, endForward, type Forwarding } from '../draft/forwarding.ts'
import { useForwardSending } from './use-forward-sending.ts'

/** Words to somebody who is not the customer, above what is forwarded to them; or an answer to what they wrote back. */
export function ForwardForm({ forwarding }: { forwarding: Forwarding }) {
  const { entryId, isWhole, answers, to, subject, text, leftOut, attachments, echoId } = forwarding
  const change = (patch: Partial<Forwarding>) => changeForward(forwarding, patch)
  const uploads = useUploads((attachment) =>
    changeForward(forwarding, (begun) => ({ attachments: [...begun.attachments, attachment] })),
  )
  const sending = useForwardSending(forwarding, { isUploading: uploads.uploads.length > 0 })
  const place = useRef<HTMLElement>(null)
  const startsWithText = to.length > 0
  useEffect(() => {
    place.current?.querySelector<HTMLElement>(startsWithText ? 'textarea' : '[data-recipients] input')?.focus()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each that is begun
  }, [echoId])
  const remove = (id: string) =>
    attachments.some((own) => own.id === id)
      ? change({ attachments: attachments.filter((own) => own.id !== id) })
      : change({ leftOut: [...leftOut, id] })
  const isAnswer = answers !== null

  return (
    <section
      ref={place}
      className={composer.composer}
      aria-label={isAnswer ? w.forward.answer : w.forward.label}
      data-composer
      data-note
      onKeyDownCapture={(event) => onKeyDown(event, sending.send)}
    >
      <div className={composer.top}>
        <div className={classes.head}>
          <h3 className={classes.title}>{isAnswer ? w.forward.answer : w.forward.label}</h3>
          {entryId !== null && (
            <SegmentedControl
              size="xs"
              aria-label={w.forward.what}
              value={isWhole ? 'all' : 'one'}
              onChange={(value) => change({ isWhole: value === 'all', leftOut: [] })}
              data={[
                { value: 'one', label: w.forward.one },
                { value: 'all', label: w.forward.all },
              ]}
            />
          )}
          <Tooltip label={w.forward.discard}>
            <ActionIcon
              className={classes.close}
              aria-label={w.forward.discard}
              onClick={() => endForward(forwarding, { isSent: false })}
            >
              <IconX size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </div>
        <div data-recipients style={{ flexBasis: '100%' }}>
          <CopiesField
            label={w.forward.to}
            name={w.forward.recipients}
            values={to}
            onChange={(all) => change({ to: all })}
          />
        </div>
        <TextInput
          className={fields.field}
          variant="unstyled"
          aria-label={w.composer.subject}
          leftSection={<span className={fields.label}>{w.composer.subject}</span>}
          leftSectionWidth={64}
          placeholder={sending.prepared.data?.subject}
          value={subject ?? sending.prepared.data?.subject ?? ''}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
      </div>
      <div className={composer.field}>
        <Textarea
          autosize
          variant="unstyled"
          minRows={3}
          maxRows={14}
          dir="auto"
          aria-label={isAnswer ? w.forward.answerPlaceholder : w.forward.placeholder}
          placeholder={isAnswer ? w.forward.answerPlaceholder : w.forward.placeholder}
          value={text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <FileList
          attachments={[...sending.files, ...attachments]}
          uploads={uploads.uploads}
          onRemoveAttachment={remove}
          onRemoveUpload={uploads.remove}
          onRetry={uploads.retry}
        />
      </div>
      <About sending={sending} isAnswer={isAnswer} leftOut={leftOut.length} onTakeAll={() => change({ leftOut: [] })} />
      <div className={composer.bottom}>
        <FileButton onChange={(chosen) => uploads.add(chosen, false)} multiple>
          {(button) => (
            <Tooltip label={w.composer.attach}>
              <ActionIcon {...button} aria-label={w.composer.attach}>
                <IconPaperclip size={16} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
        </FileButton>
        <span className={classes.inside}>{w.forward.inside}</span>
        <Button
          className={classes.send}
          disabled={!sending.canSend}
          loading={sending.isSending}
          title={`${commandKey} Enter`}
          onClick={() => sending.send()}
        >
          {isAnswer ? w.composer.send : w.forward.send}
        </Button>
      </div>
    </section>
  )
}

/** What goes along below the words, and whether it is too much. */
function About({
  sending,
  isAnswer,
  leftOut,
  onTakeAll,
}: {
  sending: ReturnType<typeof useForwardSending>
  isAnswer: boolean
  leftOut: number
  onTakeAll: () => void
}) {
  const [isShown, setIsShown] = useState(false)
  const { prepared, bytes, isTooLarge } = sending
  if (isAnswer) return null
  if (prepared.isError) {
    return (
      <p className={classes.about} role="alert">
        {sentenceOf(prepared.error)}
      </p>
    )
  }
  if (!prepared.data) return null
  const { messageCount, maxTotalBytes, text } = prepared.data
  return (
    <>
      <p className={classes.about}>
        <span>{w.forward.count(messageCount)}</span>
        <Anchor component="button" type="button" fz={12} aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
          {isShown ? w.forward.hide : w.forward.show}
        </Anchor>
        {leftOut > 0 && (
          <Anchor component="button" type="button" fz={12} onClick={onTakeAll}>
            {w.forward.takeAllFiles(leftOut)}
          </Anchor>
        )}
        {bytes > 0 && (
          <span className={isTooLarge ? classes.tooLarge : undefined} role={isTooLarge ? 'alert' : undefined}>
            {isTooLarge
              ? w.forward.tooLarge(fileSize(bytes), fileSize(maxTotalBytes))
              : w.forward.size(fileSize(bytes), fileSize(maxTotalBytes))}
          </span>
        )}
      </p>
      {isShown && (
        <div className={classes.shown} tabIndex={0} role="region" aria-label={w.forward.what}>
          {text}
        </div>
      )}
    </>
  )
}

function onKeyDown(event: KeyboardEvent<HTMLElement>, send: () => unknown): void {
  if (!(event.target instanceof HTMLElement && event.currentTarget.contains(event.target))) return
  if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
    event.preventDefault()
    event.stopPropagation()
    send()
  }
  if (event.key === 'Escape') {
    event.stopPropagation()
    const thread = event.currentTarget.parentElement?.querySelector<HTMLElement>('[data-thread-scroller]')
    if (thread) thread.focus({ preventScroll: true })
    else event.target.blur()
  }
}
