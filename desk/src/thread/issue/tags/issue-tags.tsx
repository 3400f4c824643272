import { UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useState } from 'react'
import { useKeys } from '../../../keys/use-keys.ts'
import { IconTag } from '../../../look/icons.ts'
import { TagChips } from '../../../look/tag-chips.tsx'
import { useTags } from '../../../data/tags/tags-query.ts'
import { w } from '../../../words/words.ts'
import classes from './issue-tags.module.css'
import { TagPicker } from './tag-picker.tsx'

/** So many fit beside a subject; the picker shows all. On a phone there is room for their number. */
const mostInHead = 2

/** The tags of the issue that is open; a click or `t` changes them. */
export function IssueTags({ issue, mayChange }: { issue: Issue; mayChange: boolean }) {
  const [isOpen, setIsOpen] = useState(false)
  // So that the picker has them when it opens.
  useTags(mayChange)
  useKeys({ t: () => mayChange && setIsOpen(true) })
  const isPhone = useMediaQuery('(max-width: 48em)')
  const count = issue.tags.length
  const chips = <TagChips tags={issue.tags} most={mostInHead} label={w.tags.title} more={w.tags.others} />
  if (!mayChange) return chips
  return (
    <>
      <UnstyledButton
        className={classes.button}
        aria-label={w.tags.change(issue.tags.map(({ name }) => name))}
        title={`${w.tags.title} · t`}
        onClick={() => setIsOpen(true)}
      >
        {count > 0 && !isPhone ? chips : <IconTag size={14} stroke={1.75} aria-hidden />}
        {count > 0 && isPhone && <span className={classes.count}>{count}</span>}
      </UnstyledButton>
      {isOpen && <TagPicker issues={[issue]} onClose={() => setIsOpen(false)} />}
    </>
  )
}
