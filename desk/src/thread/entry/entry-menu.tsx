import { Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { deleteEntry } from '@throughline/protocol/timeline/amendments.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { call } from '../../session/call.ts'
import { tell, tellProblem } from '../../look/tell.tsx'
import { useMay, useMe } from '../../data/me/use-me.ts'
import { w } from '../../words/words.ts'
import { contentType } from '../../data/thread/content-types.ts'
import { threadQuery } from '../../data/thread/thread-query.ts'
import { withEntry } from '../../data/thread/thread-state.ts'
import { beginForward } from '../composer/draft/forwarding.ts'
import { canForward } from '../composer/forward/newest-of-customer.ts'
import { MoveEntry } from './move-entry.tsx'

export interface EntryMenuProps {
  entry: Entry
  showsPlain: boolean
  onPlain: () => void
  onEdit: () => void
  onClose: () => void
}

export function EntryMenu({ entry, showsPlain, onPlain, onEdit, onClose }: EntryMenuProps) {
  const queryClient = useQueryClient()
  const me = useMe()
  const mayMove = useMay('issues.write')
  const [isMoving, { open: move }] = useDisclosure(false)
  const mayChangeOthers = useMay('notes.manage')
  const isOwn = entry.author.id === me.id
  const { customerId, issueId } = entry
  const mayForward = useMay('thread.write') && canForward(entry)
  const { isEditable, hasLayout } = contentType(entry.content)
  const mayChange = isEditable && (isOwn || mayChangeOthers) && !entry.deletedAt

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

  const then = (run: () => void) => () => {
    onClose()
    run()
  }

  return (
    <>
      <Menu position="bottom-end" opened={!isMoving} onClose={onClose} closeOnItemClick={false} trapFocus>
        <Menu.Target>
          <span style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }} />
        </Menu.Target>
        <Menu.Dropdown>
          {hasLayout(entry.content) && !entry.deletedAt && (
            <Menu.Item onClick={then(onPlain)}>{showsPlain ? w.entry.formatted : w.entry.plainText}</Menu.Item>
          )}
          {!entry.deletedAt && (
            <Menu.Item onClick={then(() => void copy().catch(tellProblem))}>{w.entry.copyText}</Menu.Item>
          )}
          {mayForward && (
            <Menu.Item
              onClick={then(() => beginForward({ meId: me.id, customerId, issueId: issueId!, entryId: entry.id }))}
            >
              {w.forward.start}
            </Menu.Item>
          )}
          {mayMove && <Menu.Item onClick={move}>{w.entry.move}</Menu.Item>}
          {mayChange && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={then(onEdit)}>{w.entry.editNote}</Menu.Item>
              <Menu.Item color="red" onClick={then(() => void strikeOut().catch(tellProblem))}>
                {w.entry.strikeOut}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isMoving && <MoveEntry entry={entry} onClose={onClose} />}
    </>
  )
}
