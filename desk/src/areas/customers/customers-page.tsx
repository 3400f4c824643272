import { ActionIcon, SegmentedControl, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks'
import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { EmptyState } from '../../look/empty-state.tsx'
import { IconPlus, IconSearch, IconUsers } from '../../look/icons.ts'
import { ListAndDetail } from '../../look/list-and-detail.tsx'
import { useMay } from '../../data/me/use-me.ts'
import { w } from './words/words.ts'
import { AddCustomer } from './add-customer.tsx'
import { CustomerRows } from './customer-rows.tsx'
import { searchOf } from './search-of.ts'
import classes from './customers-page.module.css'

export function CustomersPage({ query, onlyBlocked }: { query: string; onlyBlocked: boolean }) {
  const { customerId } = useParams({ strict: false })
  const mayAdd = useMay('customers.write')
  const navigate = useNavigate()
  const [timesCleared, setTimesCleared] = useState(0)
  const clear = async () => {
    await navigate({ to: '.', search: searchOf('', onlyBlocked), replace: true })
    setTimesCleared((times) => times + 1)
    requestAnimationFrame(() => document.getElementById('customer-search')?.focus())
  }
  const [isAdding, { open, close }] = useDisclosure(false)
  return (
    <ListAndDetail
      isDetailOpen={customerId !== undefined}
      list={
        <>
          <title>{w.customers.pageTitle}</title>
          <header className={classes.head}>
            <div className={classes.top}>
              <h1 className={classes.title}>{w.customers.title}</h1>
              {mayAdd && (
                <Tooltip label={w.customers.add}>
                  <ActionIcon aria-label={w.customers.add} onClick={open}>
                    <IconPlus size={18} stroke={1.75} />
                  </ActionIcon>
                </Tooltip>
              )}
            </div>
            <Search key={timesCleared} query={query} onlyBlocked={onlyBlocked} />
            <SegmentedControl
              aria-label={w.customers.which}
              className={classes.which}
              fullWidth
              size="xs"
              value={onlyBlocked ? 'blocked' : 'all'}
              onChange={(which) =>
                void navigate({ to: '.', search: searchOf(query, which === 'blocked'), replace: true })
              }
              data={[
                { value: 'all', label: w.customers.all },
                { value: 'blocked', label: w.customers.blocked },
              ]}
            />
          </header>
          <CustomerRows
            key={`${onlyBlocked} ${query}`}
            query={query}
            onlyBlocked={onlyBlocked}
            chosenId={customerId ?? null}
            onClear={() => void clear()}
          />
          {isAdding && <AddCustomer onClose={close} />}
        </>
      }
      detail={<Outlet />}
    />
  )
}

/** The words searched for live in the address; they follow the typing a moment later. */
function Search({ query, onlyBlocked }: { query: string; onlyBlocked: boolean }) {
  const navigate = useNavigate()
  const [text, setText] = useState(query)
  const search = useDebouncedCallback((value: string) => {
    void navigate({ to: '.', search: searchOf(value.trim(), onlyBlocked), replace: true })
  }, 200)
  return (
    <TextInput
      id="customer-search"
      type="search"
      aria-label={w.customers.searchLabel}
      placeholder={w.customers.search}
      leftSection={<IconSearch size={14} stroke={1.75} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        search(event.currentTarget.value)
      }}
    />
  )
}

/** Beside the list, before anybody is chosen. */
export function CustomersIndex() {
  return (
    <EmptyState icon={<IconUsers size={32} stroke={1.25} />} title={w.customers.choose}>
      {w.customers.chooseMore}
    </EmptyState>
  )
}
