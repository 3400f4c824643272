import { ActionIcon, Modal } from '@mantine/core'
import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { IconArrowLeft, IconArrowRight, IconDownload, IconX, IconZoomIn, IconZoomOut } from '../../../look/icons.ts'
import { fileSize } from '../../../words/sizes.ts'
import { w } from '../../../words/words.ts'
import { Picture } from './picture.tsx'
import { isPicture } from './viewable.ts'
import classes from './viewer.module.css'

export interface ViewerProps {
  files: readonly Attachment[]
  openId: string | null
  onOpen: (id: string) => void
  onClose: () => void
}

/** The pictures and PDFs of an entry, one at a time over the whole window. Focus returns to where it was opened from. */
export function Viewer({ files, openId, onOpen, onClose }: ViewerProps) {
  const at = files.findIndex(({ id }) => id === openId)
  const file = files[at]
  return (
    <Modal.Root
      opened={file !== undefined}
      onClose={onClose}
      fullScreen
      returnFocus={false}
      closeOnEscape={false}
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Content className={classes.content} aria-label={file && w.viewer.title(file.name)}>
        <Modal.Body className={classes.body}>
          {file && (
            <Stage
              key={file.id}
              file={file}
              place={files.length > 1 ? w.viewer.place(at + 1, files.length) : null}
              onPrevious={at > 0 ? () => onOpen(files[at - 1]!.id) : null}
              onNext={at < files.length - 1 ? () => onOpen(files[at + 1]!.id) : null}
              onClose={onClose}
            />
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

interface StageProps {
  file: Attachment
  place: string | null
  onPrevious: (() => void) | null
  onNext: (() => void) | null
  onClose: () => void
}

const zooms = [1, 1.5, 2, 3, 4, 6, 8]

function Stage({ file, place, onPrevious, onNext, onClose }: StageProps) {
  const [step, setStep] = useState(0)
  const isZoomable = isPicture(file)
  const zoomIn = isZoomable && step < zooms.length - 1 ? () => setStep(step + 1) : null
  const zoomOut = isZoomable && step > 0 ? () => setStep(step - 1) : null
  const actionByKey: Record<string, (() => void) | null> = {
    ArrowLeft: onPrevious,
    ArrowRight: onNext,
    '+': zoomIn,
    '=': zoomIn,
    '-': zoomOut,
    Escape: onClose,
    '0': isZoomable ? () => setStep(0) : null,
  }
  const onKey = (event: KeyboardEvent): void => {
    const run = actionByKey[event.key]
    if (!run || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    // Escape closes this and nothing below it: once it is closed, the page would take the key for its own.
    event.stopPropagation()
    run()
  }
  // On the window: a button that was pressed and is gone at the last file takes the focus with it.
  useEffect(() => {
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  })
  return (
    <div className={classes.viewer}>
      <header className={classes.bar}>
        <span className={classes.name}>
          <bdi>{file.name}</bdi>
          <span className={classes.size}>{fileSize(file.sizeBytes)}</span>
        </span>
        {place && <span className={classes.place}>{place}</span>}
        {place && (
          <Tool label={w.viewer.previous} onClick={onPrevious} icon={<IconArrowLeft size={18} aria-hidden />} />
        )}
        {place && <Tool label={w.viewer.next} onClick={onNext} icon={<IconArrowRight size={18} aria-hidden />} />}
        {isZoomable && <Tool label={w.viewer.zoomOut} onClick={zoomOut} icon={<IconZoomOut size={18} aria-hidden />} />}
        {isZoomable && <Tool label={w.viewer.zoomIn} onClick={zoomIn} icon={<IconZoomIn size={18} aria-hidden />} />}
        <ActionIcon
          component="a"
          href={file.url}
          download={file.name}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={w.entry.download(file.name, fileSize(file.sizeBytes))}
        >
          <IconDownload size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={w.viewer.close}
          onClick={onClose}
          data-autofocus
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </header>
      {isZoomable ? (
        <Picture file={file} zoom={zooms[step]!} onToggle={() => setStep(step === 0 ? 2 : 0)} />
      ) : (
        // oxlint-disable-next-line react/iframe-missing-sandbox -- no browser shows a PDF in a sandbox; its own viewer is one, and the answer's type and policy let nothing else run
        <iframe className={classes.page} src={`${file.url}?preview=true#toolbar=0`} title={w.viewer.title(file.name)} />
      )}
    </div>
  )
}

function Tool({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: (() => void) | null }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      disabled={onClick === null}
      onClick={() => onClick?.()}
    >
      {icon}
    </ActionIcon>
  )
}
