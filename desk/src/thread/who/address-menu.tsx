import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { attachIdentity, detachIdentity, updateIdentity } from '@throughline/protocol/customers/identities.ts'
import type { Identity } from '@throughline/protocol/customers/identity.ts'
import { useState } from 'react'
import { consentsQuery } from '../../data/customers/consents-query.ts'
import { call } from '../../session/call.ts'
import { IconDots } from '../../look/icons.ts'
import { tell, tellProblem } from '../../look/tell.tsx'
import { useMay } from '../../data/me/use-me.ts'
import { w } from '../../words/words.ts'
import { useCustomerChange } from '../../data/customers/use-customer-change.ts'
import { consentChoices, type ConsentChoice } from './consent/consent-choices.ts'
import { ConsentDialog } from './consent/consent-dialog.tsx'
import { LabelAddress } from './label-address.tsx'
import { isProven, VouchForAddress } from './vouch-for-address.tsx'

export function AddressMenu({ identity, customerId }: { identity: Identity; customerId: string }) {
  const change = useCustomerChange(customerId)
  const [isLabelling, { open: label, close: stopLabelling }] = useDisclosure(false)
  const mayVouch = useMay('identities.vouch')
  const [isVouching, { open: vouch, close: stopVouching }] = useDisclosure(false)
  const consents = useQuery(consentsQuery(customerId))
  const known = consents.data?.items.find((item) => item.identity.id === identity.id)
  const choices = known ? consentChoices(known) : []
  const [choice, setChoice] = useState<ConsentChoice | null>(null)
  const updating = useMutation({
    mutationFn: (body: { shared?: boolean; blocked?: boolean }) =>
      call(updateIdentity, { params: { id: identity.id }, body }),
    onSuccess: () => change.changed(),
    onError: tellProblem,
  })
  const attaching = useMutation({
    mutationFn: () =>
      call(attachIdentity, {
        params: { id: customerId },
        body: { kind: identity.kind, value: identity.value, ...(identity.label ? { label: identity.label } : {}) },
      }),
    onSuccess: () => change.changed(),
    onError: tellProblem,
  })
  const detaching = useMutation({
    mutationFn: () => call(detachIdentity, { params: { id: identity.id } }),
    onSuccess: async () => {
      await change.changed()
      tell(w.who.detached(identity.value), () => attaching.mutate())
    },
    onError: tellProblem,
  })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" aria-label={w.who.addressMenu(identity.value)}>
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={label}>{w.who.labelAddress}</Menu.Item>
          {mayVouch && !isProven(identity) && <Menu.Item onClick={vouch}>{w.who.vouch}</Menu.Item>}
          <Menu.Item onClick={() => updating.mutate({ shared: !identity.shared })}>
            {identity.shared ? w.who.markNotShared : w.who.markShared}
          </Menu.Item>
          <Menu.Item title={w.who.blockMore} onClick={() => updating.mutate({ blocked: !identity.blocked })}>
            {identity.blocked ? w.who.unblock : w.who.block}
          </Menu.Item>
          {choices.map((choice) => (
            <Menu.Item key={choice.name} onClick={() => setChoice(choice)}>
              {w.who.consents[choice.name]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => detaching.mutate()}>
            {w.who.detach}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {choice && <ConsentDialog {...{ identity, customerId, choice }} onClose={() => setChoice(null)} />}
      {isLabelling && <LabelAddress identity={identity} customerId={customerId} onClose={stopLabelling} />}
      {isVouching && <VouchForAddress identity={identity} customerId={customerId} onClose={stopVouching} />}
    </>
  )
}
