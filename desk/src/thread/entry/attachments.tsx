import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { IconDownload, IconFile, IconPhoto } from '../../look/icons.ts'
import { fileSize } from '../../words/sizes.ts'
import { w } from '../../words/words.ts'
import classes from './attachments.module.css'

/** Pictures that every browser shows and none runs. */
const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

export function Attachments({ attachments }: { attachments: Attachment[] }) {
  if (attachments.length === 0) return null
  return (
    <ul className={classes.list}>
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <File attachment={attachment} />
        </li>
      ))}
    </ul>
  )
}

function File({ attachment }: { attachment: Attachment }) {
  const { name, mediaType, sizeBytes, url } = attachment
  const isPicture = pictureTypes.has(mediaType)
  return (
    <a
      className={classes.file}
      href={url}
      download={name}
      aria-label={w.entry.download(name, fileSize(sizeBytes))}
      data-picture={isPicture || undefined}
    >
      {isPicture && <img src={url} alt="" loading="lazy" className={classes.picture} />}
      <span className={classes.line}>
        {mediaType.startsWith('image/') ? (
          <IconPhoto size={16} stroke={1.6} aria-hidden />
        ) : (
          <IconFile size={16} stroke={1.6} aria-hidden />
        )}
        <span className={classes.name}>
          <bdi>{name}</bdi>
        </span>
        <span className={classes.size}>{fileSize(sizeBytes)}</span>
        <IconDownload size={14} stroke={1.75} aria-hidden className={classes.size} />
      </span>
    </a>
  )
}
