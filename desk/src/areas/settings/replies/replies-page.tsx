import { Badge, Button, Menu, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { deleteSavedReply, type SavedReply } from '@throughline/protocol/saved-replies/saved-replies.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { savedRepliesQuery } from '../../../thread/composer/replies/replies-query.ts'
import { matches } from '../../../thread/composer/suggest/trigger.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { IconPlus, IconSearch, IconTemplate } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { useMay } from '../../../data/me/use-me.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { CardList } from '../card-list.tsx'
import { RemoveDialog } from '../remove-dialog.tsx'
import { RowMenu } from '../row-menu.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { ReplyForm } from './reply-form.tsx'

/** From here on a list is worth searching. */
const manyReplies = 8

export function RepliesPage() {
  const replies = useQuery(savedRepliesQuery)
  const [editing, setEditing] = useState<SavedReply | 'new' | null>(null)
  const [query, setQuery] = useState('')
  if (replies.isPending) return <LateSkeleton />
  if (replies.isError) return <Failure error={replies.error} onRetry={replies.refetch} />
  const { items } = replies.data
  const found = items.filter((reply) => matches(query, reply.name, reply.shortcut, reply.text))
  const add = (
    <Button leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />} onClick={() => setEditing('new')}>
      {w.replies.add}
    </Button>
  )
  return (
    <>
      <SettingsHead title={w.replies.title} more={w.replies.more} action={items.length > 0 && add} />
      {items.length > manyReplies && (
        <TextInput
          mb="sm"
          aria-label={w.replies.search}
          placeholder={w.replies.search}
          leftSection={<IconSearch size={14} stroke={1.75} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      {items.length === 0 ? (
        <EmptyState icon={<IconTemplate size={32} stroke={1.25} />} title={w.replies.none} action={add}>
          {w.replies.noneMore}
        </EmptyState>
      ) : found.length === 0 ? (
        <EmptyState title={w.replies.noMatch} />
      ) : (
        <CardList label={w.replies.title} items={found} keyOf={({ id }) => id}>
          {(reply) => <ReplyRow reply={reply} onEdit={() => setEditing(reply)} />}
        </CardList>
      )}
      {editing && <ReplyForm reply={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function ReplyRow({ reply, onEdit }: { reply: SavedReply; onEdit: () => void }) {
  const queryClient = useQueryClient()
  const mayShare = useMay('replies.manage')
  const [isRemoving, setIsRemoving] = useState(false)
  const mayChange = reply.ownerId !== null || mayShare
  return (
    <div className={cards.row}>
      <span className={cards.what}>
        <span className={cards.name}>
          <bdi>{reply.name}</bdi> {reply.shortcut && <span className={cards.more}>/{reply.shortcut}</span>}
        </span>
        <bdi className={`${cards.more} ${cards.oneLine}`}>{reply.text}</bdi>
      </span>
      {reply.ownerId !== null && <Badge color="gray">{w.replies.own}</Badge>}
      {mayChange && (
        <>
          <Button variant="default" onClick={onEdit} aria-label={w.replies.edit(reply.name)}>
            {w.common.edit}
          </Button>
          <RowMenu label={w.replies.menu(reply.name)}>
            <Menu.Item color="red" onClick={() => setIsRemoving(true)}>
              {w.replies.remove}
            </Menu.Item>
          </RowMenu>
        </>
      )}
      {isRemoving && (
        <RemoveDialog
          title={w.replies.removeTitle(reply.name)}
          more={reply.ownerId === null ? w.replies.removeShared : w.replies.removeOwn}
          submit={w.replies.removeSubmit}
          remove={() => call(deleteSavedReply, { params: { id: reply.id } })}
          onRemoved={() => queryClient.invalidateQueries({ queryKey: keys.savedReplies })}
          removed={w.replies.removed(reply.name)}
          onClose={() => setIsRemoving(false)}
        />
      )}
    </div>
  )
}
