import { ActionIcon, Loader, Menu } from '@mantine/core'
import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { useRef, useState } from 'react'
import { useMay } from '../../../data/me/use-me.ts'
import { IconAlertOctagon, IconAlertTriangle, IconDots } from '../../../look/icons.ts'
import { fileSize } from '../../../words/sizes.ts'
import { w } from '../../../words/words.ts'
import classes from '../attachments.module.css'
import { DecideDialog, type Decision } from './decide-dialog.tsx'
import { scanWords } from './scan-words.ts'
import { useScanAgain } from './use-decisions.ts'

/** A file of which nobody gets the bytes: its name, why not, and for who may what can be done about it. */
export function WithheldFile({ attachment }: { attachment: Attachment }) {
  const { name, sizeBytes, scan } = attachment
  const mayDecide = useMay('files.manage')
  const said = scanWords(scan)
  return (
    <div className={classes.file} data-tone={said?.tone} data-withheld>
      <span className={classes.line}>
        {said?.tone === 'bad' ? (
          <IconAlertOctagon size={16} stroke={1.6} aria-hidden />
        ) : said?.tone === 'warn' ? (
          <IconAlertTriangle size={16} stroke={1.6} aria-hidden />
        ) : (
          <Loader size={12} aria-hidden />
        )}
        <span className={classes.name}>
          <bdi>{name}</bdi>
        </span>
        <span className={classes.size}>{fileSize(sizeBytes)}</span>
        {mayDecide && scan?.state !== 'removed' && <Decide attachment={attachment} />}
      </span>
      <span className={classes.scan}>{said?.text}</span>
    </div>
  )
}

function Decide({ attachment }: { attachment: Attachment }) {
  const [decision, setDecision] = useState<Decision | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const scanAgain = useScanAgain(attachment.id)
  return (
    <>
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <ActionIcon ref={button} variant="subtle" color="gray" size={24} aria-label={w.scan.actions(attachment.name)}>
            <IconDots size={14} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={scanAgain}>{w.scan.again}</Menu.Item>
          <Menu.Item onClick={() => setDecision('release')}>{w.scan.release}</Menu.Item>
          {attachment.scan?.state === 'infected' && (
            <Menu.Item color="red" onClick={() => setDecision('removal')}>
              {w.scan.remove}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {decision && (
        <DecideDialog
          attachment={attachment}
          decision={decision}
          onClose={() => {
            setDecision(null)
            // The menu that it came from is gone.
            setTimeout(() => button.current?.focus())
          }}
        />
      )}
    </>
  )
}
