import { Anchor, Popover } from '@mantine/core'
import { w } from '../../../words/words.ts'
import { IconEyeOff } from '../../../look/icons.ts'
import classes from './remote-content.module.css'

export interface RemoteContentProps {
  remote: { kind: string; url: string }[]
  /** Null when they are shown, or there are none. */
  onShow: (() => void) | null
  /** Null where the sender could be somebody else, or is trusted already. */
  onAlways: (() => void) | null
  /** Null where the sender is not trusted. */
  onNever: (() => void) | null
}

/** What a mail wanted fetched from elsewhere: named and counted, fetched only on purpose. */
export function RemoteContent({ remote, onShow, onAlways, onNever }: RemoteContentProps) {
  if (remote.length === 0 && onNever === null && onAlways === null) return null
  return (
    <p className={classes.line}>
      {remote.length > 0 && (
        <>
          <IconEyeOff size={14} stroke={1.75} aria-hidden />
          {w.entry.remoteKept(remote.length)}
          <Popover width={360} position="top-start">
            <Popover.Target>
              <Anchor component="button" type="button" fz={12}>
                {w.entry.remoteList}
              </Anchor>
            </Popover.Target>
            <Popover.Dropdown>
              <p className={classes.more}>{w.entry.remoteMore}</p>
              <ul className={classes.list}>
                {remote.map((item) => (
                  <li key={`${item.kind} ${item.url}`}>{item.url}</li>
                ))}
              </ul>
            </Popover.Dropdown>
          </Popover>
        </>
      )}
      {onShow && <Choice label={w.entry.showPictures} onClick={onShow} />}
      {onAlways && <Choice label={w.entry.alwaysShowPictures} onClick={onAlways} />}
      {onNever && <Choice label={w.entry.neverShowPictures} onClick={onNever} />}
    </p>
  )
}

function Choice({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Anchor component="button" type="button" fz={12} onClick={onClick}>
      {label}
    </Anchor>
  )
}
