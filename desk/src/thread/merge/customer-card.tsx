import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { IdentityIcon } from '../../look/channel-icon.tsx'
import { w } from '../../words/words.ts'
import { nameOf } from '../../data/customers/name-of.ts'
import classes from './customer-card.module.css'

export function CustomerCard({ title, customer }: { title: string; customer: Customer }) {
  return (
    <section className={classes.card}>
      <p className={classes.title}>{title}</p>
      <p className={classes.name}>
        <bdi>{nameOf(customer)}</bdi>
      </p>
      <ul className={classes.list}>
        {customer.identities.map((identity) => (
          <li key={identity.id}>
            <IdentityIcon kind={identity.kind} />
            <span className={classes.value}>
              <bdi>{identity.value}</bdi>
              <small>{w.who.assurance[identity.assurance]}</small>
            </span>
          </li>
        ))}
      </ul>
      <p className={classes.more}>{w.who.entries(customer.entryCount)}</p>
    </section>
  )
}
