import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { useEffect, useRef, useState } from 'react'
import { IconDownload, IconFile, IconPhoto } from '../../look/icons.ts'
import { fileSize } from '../../words/sizes.ts'
import { w } from '../../words/words.ts'
import classes from './attachments.module.css'
import { FileToCome } from './arrival/file-to-come.tsx'
import { isWithheld, scanWords } from './scan/scan-words.ts'
import { WithheldFile } from './scan/withheld-file.tsx'
import { isPicture, isViewable } from './viewer/viewable.ts'
import { Viewer } from './viewer/viewer.tsx'

export function Attachments({ attachments }: { attachments: Attachment[] }) {
  const [openId, setOpenId] = useState<string | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  useEffect(() => {
    // The viewer has gone through many files, and one of them may have taken the focus into a frame.
    if (openId === null) opener.current?.focus()
  }, [openId])
  if (attachments.length === 0) return null
  const viewable = attachments.filter((file) => file.state === undefined && isViewable(file) && !isWithheld(file))
  return (
    <>
      <ul className={classes.list}>
        {attachments.map((attachment) => (
          <li key={attachment.id}>
            {attachment.state !== undefined ? (
              <FileToCome attachment={attachment} />
            ) : isWithheld(attachment) ? (
              <WithheldFile attachment={attachment} />
            ) : (
              <File
                attachment={attachment}
                onOpen={
                  isViewable(attachment)
                    ? (from) => {
                        opener.current = from
                        setOpenId(attachment.id)
                      }
                    : null
                }
              />
            )}
          </li>
        ))}
      </ul>
      <Viewer files={viewable} openId={openId} onOpen={setOpenId} onClose={() => setOpenId(null)} />
    </>
  )
}

interface FileProps {
  attachment: Attachment
  /** Null for what is only saved. */
  onOpen: ((from: HTMLElement) => void) | null
}

function File({ attachment, onOpen }: FileProps) {
  const { name, mediaType, sizeBytes, url, scan } = attachment
  const said = scanWords(scan)
  const size = fileSize(sizeBytes)
  const line = (
    <>
      {mediaType.startsWith('image/') ? (
        <IconPhoto size={16} stroke={1.6} aria-hidden />
      ) : (
        <IconFile size={16} stroke={1.6} aria-hidden />
      )}
      <span className={classes.name}>
        <bdi>{name}</bdi>
      </span>{' '}
      <span className={classes.size}>{size}</span>
    </>
  )
  const download = w.entry.download(name, size)
  const warning = said && <span className={classes.scan}>{said.text}</span>
  if (onOpen === null) {
    return (
      <a
        className={classes.file}
        data-tone={said?.tone}
        href={url}
        download={name}
        aria-label={said ? `${download}. ${said.text}` : download}
      >
        <span className={classes.line}>
          {line}
          <IconDownload size={14} stroke={1.75} aria-hidden className={classes.size} />
        </span>
        {warning}
      </a>
    )
  }
  const hasPicture = isPicture(attachment)
  return (
    <div className={classes.file} data-tone={said?.tone} data-picture={hasPicture || undefined} data-opens>
      <button
        type="button"
        className={classes.open}
        onClick={({ currentTarget }) => onOpen(currentTarget)}
        aria-label={said ? `${w.viewer.open(name, size)}. ${said.text}` : w.viewer.open(name, size)}
      >
        {hasPicture && <img src={url} alt="" loading="lazy" className={classes.picture} />}
        <span className={classes.line}>{line}</span>
        {warning}
      </button>
      <a className={classes.save} href={url} download={name} aria-label={download} title={download}>
        <IconDownload size={14} stroke={1.75} aria-hidden />
      </a>
    </div>
  )
}
