import { useRef, useState } from 'preact/hooks'
import { fill } from '../../words/languages.ts'
import { useDrawing } from './context.ts'

/** Asked once, quietly, after the visitor was heard; everything in it may be left empty. */
export function Reach() {
  const { state, chat } = useDrawing()
  const { words: w, reach, settings, messages } = state
  const [problem, setProblem] = useState('')
  const email = useRef<HTMLInputElement>(null)
  const asksFor = settings?.asksFor ?? []
  const wasHeard = messages.some(({ isMine }) => isMine)

  if (reach.email !== null && wasHeard) {
    return (
      <p class="aside" dir="auto">
        {fill(w.answersByMailToo, { address: reach.email })}
      </p>
    )
  }
  if (!wasHeard || reach.isAskedAway || asksFor.length === 0) return null

  async function give(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const given = new FormData(event.currentTarget)
    const said = (name: string): string => String(given.get(name) ?? '').trim()
    const address = said('email')
    if (address !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) {
      setProblem(w.badEmail)
      email.current?.focus()
      return
    }
    if (address === '' && said('name') === '') return chat.skipReach()
    setProblem((await chat.giveReach({ name: said('name'), email: address })) ?? '')
  }

  return (
    <form class="card reach" noValidate onSubmit={(event) => void give(event)} aria-labelledby="reach-ask">
      <p id="reach-ask">
        <strong>{w.reachAsk}</strong>
      </p>
      <p class="small">{w.reachWhy}</p>
      {asksFor.includes('name') && (
        <label>
          {w.name} <span class="small">({w.optional})</span>
          <input name="name" autoComplete="name" maxLength={200} dir="auto" />
        </label>
      )}
      {asksFor.includes('email') && (
        <label>
          {w.email} <span class="small">({w.optional})</span>
          <input
            ref={email}
            name="email"
            type="email"
            autoComplete="email"
            maxLength={320}
            dir="ltr"
            aria-invalid={problem !== ''}
            aria-describedby="reach-problem"
          />
        </label>
      )}
      <p id="reach-problem" class="bad" role="alert">
        {problem}
      </p>
      <div class="row">
        <button type="submit" class="main">
          {w.save}
        </button>
        <button type="button" onClick={() => chat.skipReach()}>
          {w.skip}
        </button>
      </div>
    </form>
  )
}
