import { ActionIcon, Badge, Menu, TextInput, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { updateCustomer, type Customer } from '@throughline/protocol/customers/customers.ts'
import { useState } from 'react'
import { call } from '../../session/call.ts'
import { isProblem } from '../../session/problem-error.ts'
import { IconArrowMerge, IconBan, IconDots } from '../../look/icons.ts'
import { PersonMark } from '../../look/person-mark.tsx'
import { tellProblem, tellRefusal } from '../../look/tell.tsx'
import { useNow } from '../../look/use-now.ts'
import { useMay } from '../../data/me/use-me.ts'
import { locale } from '../../words/locale.ts'
import { dateOnly } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import { MergeDialog } from '../merge/merge-dialog.tsx'
import { nameOf } from '../../data/customers/name-of.ts'
import { useCustomerChange } from '../../data/customers/use-customer-change.ts'
import { BlockDialog } from './block/block-dialog.tsx'
import { knownFacts } from './known-facts.ts'
import classes from './who-head.module.css'

export function WhoHead({ customer }: { customer: Customer }) {
  const mayMerge = useMay('customers.merge')
  const mayBlock = useMay('customers.write') && customer.block === null
  const [isBlocking, { open: block, close: stopBlocking }] = useDisclosure(false)
  const [isMerging, { open: merge, close: stopMerging }] = useDisclosure(false)
  return (
    <div className={classes.head}>
      <PersonMark name={nameOf(customer)} size={40} />
      <div className={classes.what}>
        <NameLine customer={customer} />
        <Facts customer={customer} />
        <p className={classes.more}>
          {w.who.since(dateOnly(customer.createdAt))}
          <br />
          {w.who.entries(customer.entryCount)}
        </p>
      </div>
      {(mayMerge || mayBlock) && (
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <ActionIcon aria-label={w.who.menu}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {mayMerge && (
              <Menu.Item leftSection={<IconArrowMerge size={14} stroke={1.75} aria-hidden />} onClick={merge}>
                {w.who.mergeWith}
              </Menu.Item>
            )}
            {mayBlock && (
              <Menu.Item color="red" leftSection={<IconBan size={14} stroke={1.75} aria-hidden />} onClick={block}>
                {w.who.blockPerson}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {isBlocking && <BlockDialog customer={customer} onClose={stopBlocking} />}
      {isMerging && <MergeDialog customer={customer} otherId={null} onClose={stopMerging} />}
    </div>
  )
}

/** Before the first word: how much they are to us, in which language, and whether it is night there. */
function Facts({ customer }: { customer: Customer }) {
  const { tier, language, clock } = knownFacts(customer.attributes, useNow(), locale())
  if (tier === null && language === null && clock === null) return null
  return (
    <div className={classes.facts}>
      {tier && <Badge>{tier}</Badge>}
      {[language, clock && w.who.localTime(clock)].filter(Boolean).join(' · ')}
    </div>
  )
}

function NameLine({ customer }: { customer: Customer }) {
  const mayWrite = useMay('customers.write')
  const change = useCustomerChange(customer.id)
  const [text, setText] = useState<string | null>(null)
  const saving = useMutation({
    mutationFn: (displayName: string) =>
      call(updateCustomer, {
        params: { id: customer.id },
        body: { displayName, was: { displayName: customer.displayName } },
      }),
    onSuccess: (changed) => change.replaced(changed),
    onError: async (error, mine) => {
      if (!isProblem(error, 'conflict')) return tellProblem(error)
      await change.changed()
      // What was typed stays in the field, to be saved again or let go.
      setText(mine)
      tellRefusal(w.who.nameMeanwhile)
    },
  })
  const save = () => {
    const name = text?.trim()
    setText(null)
    if (name && name !== customer.displayName) saving.mutate(name)
  }
  if (text !== null) {
    return (
      <TextInput
        aria-label={w.who.nameLabel}
        value={text}
        maxLength={200}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save()
          if (event.key === 'Escape') {
            event.stopPropagation()
            setText(null)
          }
        }}
      />
    )
  }
  const name = saving.isPending ? saving.variables : nameOf(customer)
  if (!mayWrite) return <bdi className={classes.name}>{name}</bdi>
  return (
    <UnstyledButton className={classes.name} title={w.who.editName} onClick={() => setText(customer.displayName ?? '')}>
      <bdi>{name}</bdi>
    </UnstyledButton>
  )
}
