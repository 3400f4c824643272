import { useQuery } from '@tanstack/react-query'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { customerQuery } from '../../data/customers/customer-query.ts'
import { dateOnly } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import classes from './composer.module.css'
import { reasonOf } from './to/chosen-address.ts'

interface NowhereProps {
  customerId: string
  addresses: ReachableAddress[]
  problem: string | null
}

/** In place of the text, when there is nobody to send it to: why each address cannot be used, and what still works. */
export function Nowhere({ customerId, addresses, problem }: NowhereProps) {
  const block = useQuery(customerQuery(customerId)).data?.block
  if (block) {
    return (
      <div className={classes.nowhere}>
        <strong>
          {w.who.blockedBy(block.by.name, dateOnly(block.at))}: <bdi>{block.reason}</bdi>
        </strong>
        <p>{w.composer.personBlocked}</p>
      </div>
    )
  }
  // Waiting until they write would be in vain.
  const isBlocked = addresses.some(({ reasonCode }) => reasonCode === 'blocked')
  if (problem !== null) return <div className={classes.nowhere}>{problem}</div>
  return (
    <div className={classes.nowhere}>
      <strong>{addresses.length === 0 ? w.composer.nowhere : w.composer.noneUsable}</strong>
      {addresses.length > 0 && (
        <ul>
          {byAddress(addresses).map(({ value, reason, channels }) => (
            <li key={`${value} ${reason}`}>
              <bdi>{value}</bdi> <span className={classes.through}>({channels.join(', ')})</span>: {reason}
            </li>
          ))}
        </ul>
      )}
      <p>{isBlocked ? w.composer.addressBlocked : w.composer.nowhereMore}</p>
    </div>
  )
}

/** One line for an address, whichever of our channels it cannot be used on, as long as the reason is the same. */
function byAddress(addresses: ReachableAddress[]) {
  const lines = new Map<string, { value: string; reason: string; channels: string[] }>()
  for (const address of addresses) {
    const { value } = address.identity
    const reason = reasonOf(address)
    const line = lines.get(`${value} ${reason}`) ?? { value, reason, channels: [] }
    line.channels.push(address.channel.name)
    lines.set(`${value} ${reason}`, line)
  }
  return [...lines.values()]
}
