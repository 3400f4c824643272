import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { deleteEntry, type Entry } from '@throughline/protocol/entries.ts'
import { call } from '../../api/call.ts'
import { IconDots } from '../../look/icons.ts'
import { tell, tellProblem } from '../../look/tell.tsx'
import { useMay, useMe } from '../../shell/use-me.ts'
import { w } from '../../words/words.ts'
import { threadQuery } from '../state/thread-query.ts'
import { withEntry } from '../state/thread-state.ts'
import { MoveEntry } from './move-entry.tsx'

export interface EntryMenuProps {
  entry: Entry
  showsPlain: boolean
  onPlain: () => void
  onEdit: () => void
}

export function EntryMenu({ entry, showsPlain, onPlain, onEdit }: EntryMenuProps) {
  const queryClient = useQueryClient()
  const me = useMe()
  const mayMove = useMay('issues.write')
  const [isMoving, { open: move, close: stopMoving }] = useDisclosure(false)
  const isOwnNote = entry.kind === 'note' && entry.author.id === me.id && !entry.deletedAt
  const isMail = entry.content.type === 'email' && entry.content.hasHtml

  const copy = async () => {
    await navigator.clipboard.writeText(entry.edited?.text ?? entry.text)
    tell(w.common.copied)
  }
  const strikeOut = async () => {
    const deletion = await call(deleteEntry, { params: { id: entry.id }, body: {} })
    queryClient.setQueryData(
      threadQuery(entry.customerId).queryKey,
      (state) => state && withEntry(state, deletion, state.streamCursor),
    )
  }

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="xs" aria-label={w.entry.menu}>
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isMail && <Menu.Item onClick={onPlain}>{showsPlain ? w.entry.formatted : w.entry.plainText}</Menu.Item>}
          <Menu.Item onClick={() => void copy().catch(tellProblem)}>{w.entry.copyText}</Menu.Item>
          {mayMove && <Menu.Item onClick={move}>{w.entry.move}</Menu.Item>}
          {isOwnNote && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={onEdit}>{w.entry.editNote}</Menu.Item>
              <Menu.Item color="red" onClick={() => void strikeOut().catch(tellProblem)}>
                {w.entry.strikeOut}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isMoving && <MoveEntry entry={entry} onClose={stopMoving} />}
    </>
  )
}
