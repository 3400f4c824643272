import { Anchor, Loader, UnstyledButton } from '@mantine/core'
import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { IconAlertTriangle, IconPaperclip, IconX } from '../../../look/icons.ts'
import { fileSize } from '../../../words/sizes.ts'
import { w } from '../../../words/words.ts'
import classes from './file-list.module.css'
import type { Upload } from './use-uploads.ts'

export interface FileListProps {
  attachments: Attachment[]
  uploads: Upload[]
  onRemoveAttachment: (id: string) => void
  onRemoveUpload: (key: string) => void
  onRetry: (upload: Upload) => void
}

export function FileList({ attachments, uploads, onRemoveAttachment, onRemoveUpload, onRetry }: FileListProps) {
  if (attachments.length === 0 && uploads.length === 0) return null
  return (
    <ul className={classes.list}>
      {attachments.map(({ id, name, sizeBytes }) => (
        <li key={id} className={classes.file}>
          <IconPaperclip size={14} stroke={1.75} aria-hidden />
          <bdi className={classes.name}>{name}</bdi>
          <span className={classes.size}>{fileSize(sizeBytes)}</span>
          <Remove name={name} onClick={() => onRemoveAttachment(id)} />
        </li>
      ))}
      {uploads.map((upload) => (
        <li key={upload.key} className={classes.file} data-failed={upload.error ? true : undefined}>
          {upload.error ? (
            <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
          ) : (
            <Loader size={12} aria-label={w.composer.uploading} />
          )}
          <bdi className={classes.name}>{upload.file.name}</bdi>
          {upload.error ? (
            <span className={classes.size} title={upload.error}>
              {w.composer.uploadFailed}{' '}
              <Anchor component="button" type="button" fz={12} onClick={() => onRetry(upload)}>
                {w.composer.uploadRetry}
              </Anchor>
            </span>
          ) : (
            <span className={classes.size}>{fileSize(upload.file.size)}</span>
          )}
          <Remove name={upload.file.name} onClick={() => onRemoveUpload(upload.key)} />
        </li>
      ))}
    </ul>
  )
}

function Remove({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <UnstyledButton aria-label={w.composer.removeFile(name)} className={classes.remove} onClick={onClick}>
      <IconX size={14} stroke={1.75} aria-hidden />
    </UnstyledButton>
  )
}
