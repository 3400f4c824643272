import { Menu, Tooltip, UnstyledButton } from '@mantine/core'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { useState } from 'react'
import { ChannelIcon } from '../../../look/channel-icon.tsx'
import { IconCheck, IconChevronDown } from '../../../look/icons.ts'
import { w } from '../../../words/words.ts'
import classes from './address-picker.module.css'
import { addressKey, reasonOf } from './chosen-address.ts'

export interface AddressPickerProps {
  addresses: ReachableAddress[]
  chosen: ReachableAddress | null
  onChoose: (key: string) => void
}

/** Every way to write to the customer; what cannot be used says why. */
export function AddressPicker({ addresses, chosen, onChoose }: AddressPickerProps) {
  const [isOpen, setIsOpen] = useState(false)
  if (!chosen) return null
  return (
    <Menu position="top-start" width={340} opened={isOpen} onChange={setIsOpen}>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <span className={classes.to}>{w.composer.to}</span>
          <ChannelIcon kind={chosen.channel.kind} />
          <Tooltip label={reasonOf(chosen)} disabled={isOpen}>
            <bdi className={classes.value}>{chosen.identity.value}</bdi>
          </Tooltip>
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{w.composer.addresses}</Menu.Label>
        {addresses.map((address) => {
          const key = addressKey(address)
          return (
            <Menu.Item
              key={key}
              disabled={!address.usable}
              leftSection={<ChannelIcon kind={address.channel.kind} size={16} />}
              rightSection={address === chosen ? <IconCheck size={14} aria-hidden /> : null}
              onClick={() => onChoose(key)}
            >
              <span className={classes.line}>
                <bdi>{address.identity.value}</bdi> <span className={classes.channel}>{address.channel.name}</span>
              </span>
              <span className={classes.reason}>{reasonOf(address)}</span>
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
