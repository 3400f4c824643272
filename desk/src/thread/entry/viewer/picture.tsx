import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { useState } from 'react'
import classes from './viewer.module.css'

export interface PictureProps {
  file: Attachment
  /** 1 shows all of it. */
  zoom: number
  onToggle: () => void
}

export function Picture({ file, zoom, onToggle }: PictureProps) {
  /** How wide it is when all of it is shown. */
  const [fittedPx, setFittedPx] = useState<number | null>(null)
  const isLarge = zoom > 1 && fittedPx !== null
  return (
    <div className={classes.ground} data-large={isLarge || undefined}>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the keys and the buttons above do the same */}
      <img
        className={classes.picture}
        src={file.url}
        alt={file.name}
        data-large={isLarge || undefined}
        style={isLarge ? { width: Math.round(fittedPx * zoom) } : undefined}
        onLoad={({ currentTarget }) => setFittedPx(currentTarget.getBoundingClientRect().width)}
        onClick={onToggle}
      />
    </div>
  )
}
