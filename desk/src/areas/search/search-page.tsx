import { Button, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../data/me/use-me.ts'
import { EmptyState } from '../../look/empty-state.tsx'
import { IconSearch } from '../../look/icons.ts'
import { FoundEntries } from './found-entries.tsx'
import classes from './search-page.module.css'
import { TagsField } from './tags-field.tsx'
import { w } from './words/words.ts'

/** Everything that was said and holds the words, newest first. The words live in the address. */
export function SearchPage({ query, tagIds }: { query: string; tagIds: string[] }) {
  const [timesCleared, setTimesCleared] = useState(0)
  const navigate = useNavigate()
  const maySeeIssues = useMay('issues.read')
  const tags = maySeeIssues ? tagIds : []
  const clear = async () => {
    await navigate({ to: '.', search: {}, replace: true })
    setTimesCleared((times) => times + 1)
    requestAnimationFrame(() => document.getElementById('search-words')?.focus())
  }
  return (
    <div className={classes.page}>
      <title>{w.searchPage.pageTitle(query)}</title>
      <header className={classes.head}>
        <h1 className={classes.title}>{w.searchPage.title}</h1>
        <SearchField key={timesCleared} query={query} />
        {maySeeIssues && (
          <TagsField
            chosen={tags}
            onChange={(ids) => {
              void navigate({ to: '.', search: searchOf(query, ids), replace: true })
            }}
          />
        )}
      </header>
      {query === '' ? (
        <EmptyState icon={<IconSearch size={28} stroke={1.5} />} title={w.searchPage.start}>
          {w.searchPage.startMore}
        </EmptyState>
      ) : (
        <FoundEntries
          key={`${query} ${tags.join()}`}
          query={query}
          tagIds={tags}
          none={
            <EmptyState
              icon={<IconSearch size={28} stroke={1.5} />}
              title={w.searchPage.none(query)}
              action={
                <Button variant="default" onClick={() => void clear()}>
                  {w.searchPage.clear}
                </Button>
              }
            >
              {tags.length > 0 ? w.searchPage.noneWithTags : w.searchPage.noneMore}
            </EmptyState>
          }
        />
      )}
    </div>
  )
}

function searchOf(query: string, tagIds: readonly string[]): { q?: string; tags?: string } {
  return { ...(query ? { q: query } : {}), ...(tagIds.length > 0 ? { tags: tagIds.join(',') } : {}) }
}

function SearchField({ query }: { query: string }) {
  const navigate = useNavigate()
  const [text, setText] = useState(query)
  const search = useDebouncedCallback((value: string) => {
    void navigate({
      to: '.',
      search: ({ tags }) => ({ ...(value.trim() ? { q: value.trim() } : {}), ...(tags ? { tags } : {}) }),
      replace: true,
    })
  }, 250)
  return (
    <TextInput
      id="search-words"
      type="search"
      autoFocus={query === ''}
      aria-label={w.searchPage.label}
      placeholder={w.searchPage.placeholder}
      leftSection={<IconSearch size={14} stroke={1.75} />}
      maxLength={500}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        search(event.currentTarget.value)
      }}
    />
  )
}
