import { Anchor, Popover } from '@mantine/core'
import { w } from '../../../words/words.ts'
import { IconEyeOff } from '../../../look/icons.ts'
import classes from './remote-content.module.css'

/** What a mail wanted fetched from elsewhere: named and counted, not fetched. */
export function RemoteContent({ remote }: { remote: { kind: string; url: string }[] }) {
  if (remote.length === 0) return null
  return (
    <p className={classes.line}>
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
    </p>
  )
}
