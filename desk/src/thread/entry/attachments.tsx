import type { Attachment } from '@throughline/protocol/entries.ts'
import { IconDownload, IconFile, IconPhoto } from '../../look/icons.ts'
import { fileSize } from '../../words/sizes.ts'
import { w } from '../../words/words.ts'
import classes from './attachments.module.css'

export function Attachments({ attachments }: { attachments: Attachment[] }) {
  if (attachments.length === 0) return null
  return (
    <ul className={classes.list}>
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <a
            className={classes.file}
            href={attachment.url}
            download={attachment.name}
            aria-label={w.entry.download(attachment.name, fileSize(attachment.sizeBytes))}
          >
            {attachment.mediaType.startsWith('image/') ? (
              <IconPhoto size={16} stroke={1.6} aria-hidden />
            ) : (
              <IconFile size={16} stroke={1.6} aria-hidden />
            )}
            <bdi className={classes.name}>{attachment.name}</bdi>
            <span className={classes.size}>{fileSize(attachment.sizeBytes)}</span>
            <IconDownload size={14} stroke={1.75} aria-hidden className={classes.icon} />
          </a>
        </li>
      ))}
    </ul>
  )
}
