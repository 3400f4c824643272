import { Badge, Button, Menu, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { tagKey, type Tag } from '@throughline/protocol/tags/tags.ts'
import { useState } from 'react'
import { useMay } from '../../../data/me/use-me.ts'
import { tagsQuery } from '../../../data/tags/tags-query.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { IconPlus, IconSearch, IconTag } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { TagDot } from '../../../look/tag-chip.tsx'
import { CardList } from '../card-list.tsx'
import cards from '../card-list.module.css'
import { RowMenu } from '../row-menu.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { MergeTag } from './merge-tag.tsx'
import { TagForm } from './tag-form.tsx'
import { useTagList } from './use-tag-list.ts'
import { w } from './words/words.ts'

/** So many are drawn at once; thousands are searched rather than read. */
const pageSize = 100

export function TagsPage() {
  const tags = useQuery(tagsQuery)
  const mayManage = useMay('tags.manage')
  const [editing, setEditing] = useState<Tag | 'new' | null>(null)
  const [query, setQuery] = useState('')
  const [most, setMost] = useState(pageSize)
  if (tags.isPending) return <LateSkeleton />
  if (tags.isError) return <Failure error={tags.error} onRetry={tags.refetch} />
  const { items } = tags.data
  const wanted = tagKey(query)
  const found = items.filter(({ name, description }) => tagKey(`${name} ${description}`).includes(wanted))
  const words = w.tagList
  const add = mayManage && (
    <Button leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />} onClick={() => setEditing('new')}>
      {words.add}
    </Button>
  )
  return (
    <>
      <SettingsHead
        title={words.title}
        more={mayManage ? words.more : `${words.more} ${words.readOnly}`}
        action={items.length > 0 && add}
      />
      {items.length > 8 && (
        <TextInput
          mb="sm"
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size={14} stroke={1.75} aria-hidden />}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setMost(pageSize)
          }}
        />
      )}
      {items.length === 0 ? (
        <EmptyState icon={<IconTag size={32} stroke={1.25} />} title={words.none} action={add}>
          {words.noneMore}
        </EmptyState>
      ) : found.length === 0 ? (
        <EmptyState title={words.noMatch} />
      ) : (
        <CardList label={words.title} items={found.slice(0, most)} keyOf={({ id }) => id}>
          {(tag) => <TagRow tag={tag} mayManage={mayManage} onEdit={() => setEditing(tag)} />}
        </CardList>
      )}
      {found.length > most && (
        <Button variant="default" mt="sm" onClick={() => setMost(most + pageSize)}>
          {words.others(Math.min(pageSize, found.length - most))}
        </Button>
      )}
      {editing && <TagForm tag={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function TagRow({ tag, mayManage, onEdit }: { tag: Tag; mayManage: boolean; onEdit: () => void }) {
  const { archive, unarchive, remove } = useTagList()
  const [isMerging, setIsMerging] = useState(false)
  const words = w.tagList
  return (
    <div className={cards.row}>
      <span className={cards.what}>
        <span className={cards.name}>
          <TagDot colour={tag.colour} /> <bdi>{tag.name}</bdi>
        </span>
        {tag.description && <bdi className={`${cards.more} ${cards.oneLine}`}>{tag.description}</bdi>}
      </span>
      {tag.archived && (
        <Badge color="gray" title={words.archivedMore}>
          {words.archived}
        </Badge>
      )}
      {mayManage && (
        <>
          <Button variant="default" onClick={onEdit} aria-label={words.edit(tag.name)}>
            {w.common.edit}
          </Button>
          <RowMenu label={words.menu(tag.name)}>
            <Menu.Item onClick={() => setIsMerging(true)}>{words.merge}</Menu.Item>
            {tag.archived ? (
              <Menu.Item onClick={() => unarchive(tag)}>{words.unarchive}</Menu.Item>
            ) : (
              <Menu.Item onClick={() => archive(tag)}>{words.archive}</Menu.Item>
            )}
            <Menu.Item color="red" onClick={() => remove(tag)}>
              {words.remove}
            </Menu.Item>
          </RowMenu>
        </>
      )}
      {isMerging && <MergeTag tag={tag} onClose={() => setIsMerging(false)} />}
    </div>
  )
}
