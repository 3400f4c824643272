import { useState } from 'preact/hooks'
import { w } from '../words.ts'

interface MailboxPickerProps {
  own: readonly string[]
  /** Of the desk's people: their invitations and notifications come by mail. */
  team: readonly { name: string; email: string }[]
  address: string
  onPick: (address: string) => void
}

/** Whose mailbox is looked at: the person's who is played, one of the team, or any other that mail was sent to. */
export function MailboxPicker({ own, team, address, onPick }: MailboxPickerProps) {
  const [isAsking, setIsAsking] = useState(false)
  const isOther = !own.includes(address) && !team.some(({ email }) => email === address)
  if (isAsking) return <OtherMailbox onPick={onPick} onDone={() => setIsAsking(false)} />
  return (
    <label>
      <span class="of">{w.mail.of}</span>
      <select
        value={address}
        onChange={({ currentTarget }) => {
          if (currentTarget.value !== '') return onPick(currentTarget.value)
          currentTarget.value = address
          setIsAsking(true)
        }}
      >
        {own.map((one) => (
          <option key={one}>{one}</option>
        ))}
        {isOther && <option>{address}</option>}
        {team.length > 0 && (
          <optgroup label={w.mail.team}>
            {team.map(({ name, email }) => (
              <option key={email} value={email}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
        <option value="">{w.mail.other}</option>
      </select>
    </label>
  )
}

function OtherMailbox({ onPick, onDone }: { onPick: (address: string) => void; onDone: () => void }) {
  return (
    <form
      class="other"
      onSubmit={(event) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget).get('address')
        if (typeof typed === 'string' && typed !== '') onPick(typed.trim().toLowerCase())
        onDone()
      }}
    >
      <input
        name="address"
        type="email"
        aria-label={w.mail.otherAddress}
        placeholder={w.mail.otherAddress}
        ref={(input) => input?.focus()}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone()
        }}
      />
      <button class="plain">{w.mail.look}</button>
    </form>
  )
}
