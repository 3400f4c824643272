import { Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { useState } from 'react'
import { customerQuery } from '../../../data/customers/customer-query.ts'
import { nameOf } from '../../../data/customers/name-of.ts'
import { ChannelIcon } from '../../../look/channel-icon.tsx'
import { IconCheck, IconChevronDown } from '../../../look/icons.ts'
import { w } from '../../../words/words.ts'
import classes from './address-picker.module.css'
import { addressKey, reasonOf, wayOf, whoOf } from './chosen-address.ts'

export interface AddressPickerProps {
  addresses: ReachableAddress[]
  customerId: string
  chosen: ReachableAddress | null
  onChoose: (key: string) => void
}

/** The ways that can reach this person, one on each line; why one is offered is its tooltip. */
export function AddressPicker({ addresses, customerId, chosen, onChoose }: AddressPickerProps) {
  const [isOpen, setIsOpen] = useState(false)
  const customer = useQuery(customerQuery(customerId)).data
  if (!chosen) return null
  const customerName = customer ? nameOf(customer) : chosen.identity.value
  return (
    <Menu position="top-start" width={340} opened={isOpen} onChange={setIsOpen}>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <span className={classes.to}>{w.composer.to}</span>
          <ChannelIcon kind={chosen.channel.kind} />
          <Tooltip label={reasonOf(chosen)} disabled={isOpen}>
            <bdi className={classes.value}>{whoOf(chosen, customerName)}</bdi>
          </Tooltip>
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{w.composer.addresses}</Menu.Label>
        {addresses
          .filter(({ usable }) => usable)
          .map((address) => {
            const key = addressKey(address)
            return (
              <Menu.Item
                key={key}
                leftSection={<ChannelIcon kind={address.channel.kind} size={16} />}
                rightSection={address === chosen ? <IconCheck size={14} aria-hidden /> : null}
                onClick={() => onChoose(key)}
              >
                <span className={classes.line} title={reasonOf(address)}>
                  {wayOf(address, customerName)}
                </span>
              </Menu.Item>
            )
          })}
      </Menu.Dropdown>
    </Menu>
  )
}
