import { ActionIcon, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Identity } from '@throughline/protocol/customers/identity.ts'
import { IdentityIcon } from '../../look/channel-icon.tsx'
import { Hint } from '../../look/hint.tsx'
import { IconPlus, IconShieldCheck } from '../../look/icons.ts'
import { useMay } from '../../data/me/use-me.ts'
import { dateOnly } from '../../words/times.ts'
import { say, w } from '../../words/words.ts'
import { AddressMenu } from './address-menu.tsx'
import classes from './addresses.module.css'
import { AttachAddress } from './attach-address.tsx'
import { PanelSection } from '../../look/panel-section.tsx'
import { ConsentLines } from './consent/consent-lines.tsx'
import { isProven } from './vouch-for-address.tsx'

/** Every address of the customer, and how sure we are of each. */
export function Addresses({ customer }: { customer: Customer }) {
  const mayWrite = useMay('customers.write')
  const [isAttaching, { open, close }] = useDisclosure(false)
  const attach = mayWrite && !isAttaching && (
    <Tooltip label={w.who.attach}>
      <ActionIcon size="sm" aria-label={w.who.attach} onClick={open}>
        <IconPlus size={14} />
      </ActionIcon>
    </Tooltip>
  )
  return (
    <PanelSection title={w.who.addresses} action={attach}>
      {customer.identities.length === 0 && !isAttaching && <p className={classes.none}>{w.who.noAddresses}</p>}
      <ul className={classes.list}>
        {customer.identities.map((identity) => (
          <Address key={identity.id} identity={identity} customerId={customer.id} mayWrite={mayWrite} />
        ))}
      </ul>
      {isAttaching && <AttachAddress customerId={customer.id} onDone={close} />}
    </PanelSection>
  )
}

interface AddressProps {
  identity: Identity
  customerId: string
  mayWrite: boolean
}

function Address({ identity, customerId, mayWrite }: AddressProps) {
  return (
    <li className={classes.address} data-blocked={identity.blocked || undefined}>
      <IdentityIcon kind={identity.kind} />
      <div className={classes.what}>
        <span className={classes.value}>
          <bdi title={identity.value}>{identity.kind === 'device' ? w.who.kinds.device : identity.value}</bdi>
          {identity.label && <span className={classes.label}>{identity.label}</span>}
        </span>
        <span className={classes.assurance}>
          {isProven(identity) && <IconShieldCheck size={14} stroke={1.75} aria-hidden className={classes.proven} />}
          <Hint text={evidenceOf(identity)} className={classes.sure}>
            {sureOf(identity)}
          </Hint>
        </span>
        {identity.shared && <span className={classes.flag}>{w.who.shared}</span>}
        {identity.blocked && <span className={classes.bad}>{w.who.blocked}</span>}
        <ConsentLines
          customerId={customerId}
          identityId={identity.id}
          classNames={{ withdrawn: classes.bad, agreed: classes.flag }}
        />
        {identity.undeliverable && (
          <span className={classes.bad}>
            {w.who.undeliverable(say(identity.undeliverable.reason, identity.undeliverable.words))}
          </span>
        )}
      </div>
      {mayWrite && <AddressMenu identity={identity} customerId={customerId} />}
    </li>
  )
}

/** What is proven says how, as far as it is known. */
function sureOf({ assurance, provenance }: Identity): string {
  return assurance === 'possession-proven' ? w.who.provenHow[provenance] : w.who.assurance[assurance]
}

/** Why we are as sure as we are: where the address came from, what that allows, and since when. */
function evidenceOf({ assurance, provenance, firstSeenAt, lastSeenAt }: Identity): string {
  const seen = w.who.seen(dateOnly(firstSeenAt), dateOnly(lastSeenAt))
  return [w.who.provenance[provenance], w.who.assuranceMore[assurance], seen].join(' ')
}
