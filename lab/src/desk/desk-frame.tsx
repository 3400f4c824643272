import { IconApart } from '../look/icons.tsx'
import { w } from '../words.ts'

/** The desk as it is, beside the customer's things. `path` moves it there once; afterwards it goes its own ways. */
export function DeskFrame({ path }: { path: string }) {
  return (
    <div class="desk">
      <div class="bar">
        <span class="quiet">{w.desk.title}</span>
        <a href={path} target="throughline-desk">
          <IconApart size={16} /> {w.desk.apart}
        </a>
      </div>
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- the desk is ours, and shown as it is */}
      <iframe class="fill" title={w.desk.title} src={path} />
    </div>
  )
}
