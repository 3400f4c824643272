import type { ReachableAddress } from '@throughline/protocol/entries.ts'
import { w } from '../words/words.ts'
import classes from './composer.module.css'
import { reasonOf } from './to/chosen-address.ts'

/** In place of the text, when there is nobody to send it to: why each address cannot be used, and what still works. */
export function Nowhere({ addresses, problem }: { addresses: ReachableAddress[]; problem: string | null }) {
  if (problem !== null) return <div className={classes.nowhere}>{problem}</div>
  return (
    <div className={classes.nowhere}>
      <strong>{w.composer.nowhere}</strong>
      {addresses.length === 0 ? (
        <p>{w.composer.nowhereMore}</p>
      ) : (
        <ul>
          {addresses.map((address) => (
            <li key={`${address.channel.id}:${address.identity.id}`}>
              <bdi>{address.identity.value}</bdi>: {reasonOf(address)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
