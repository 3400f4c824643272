import type { VisitorField } from '@throughline/protocol/webchat/webchat.ts'
import { useRef, useState } from 'preact/hooks'
import { fill } from '../../words/languages.ts'
import { useDrawing } from './context.ts'
import { toField } from './composer/to-field.ts'

const kinds = {
  name: { type: 'text', autoComplete: 'name', maxLength: 200, dir: 'auto' },
  email: { type: 'email', autoComplete: 'email', maxLength: 320, dir: 'ltr' },
  phone: { type: 'tel', autoComplete: 'tel', maxLength: 50, dir: 'ltr' },
} as const

/** Asked once, quietly, after the visitor was heard; everything in it may be left empty. */
export function Reach() {
  const { state, chat } = useDrawing()
  const { words: w, reach, settings, messages } = state
  const [problem, setProblem] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const wasHeard = messages.some(({ isMine }) => isMine)
  if (!wasHeard || !settings || !reach) return null
  if (reach.email !== null) {
    if (!settings.goesOnByMail) return null
    return (
      <p class="aside" dir="auto">
        {fill(messages.at(-1)?.via === 'email' ? w.goesOnByMail : w.answersByMailToo, { address: reach.email })}
      </p>
    )
  }
  const asked = settings.asksFor.filter((field) => reach[field] === null)
  if (state.isReachAsked || asked.length === 0) return null

  function skip(): void {
    chat.skipReach()
    toField()
  }

  async function give(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (!form.current) return
    const given: Partial<Record<VisitorField, string>> = {}
    for (const [name, value] of new FormData(form.current)) {
      if (isField(name) && typeof value === 'string' && value.trim() !== '') given[name] = value.trim()
    }
    if (Object.keys(given).length === 0) return skip()
    const isAddress = given.email === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given.email)
    const refusal = isAddress ? await chat.giveReach(given) : w.badEmail
    setProblem(refusal ?? '')
    if (refusal === null) return toField()
    const email = form.current?.elements.namedItem('email')
    if (email instanceof HTMLElement) email.focus()
  }

  return (
    <form ref={form} class="card reach" noValidate onSubmit={(event) => void give(event)} aria-labelledby="reach-ask">
      <p id="reach-ask">
        <strong>{w.reachAsk}</strong>
      </p>
      <p class="small">{w.reachWhy}</p>
      {asked.map((field) => (
        <label key={field}>
          {w[field]}
          <input
            name={field}
            {...kinds[field]}
            aria-invalid={field === 'email' && problem !== ''}
            aria-describedby={field === 'email' ? 'reach-problem' : undefined}
          />
        </label>
      ))}
      <p id="reach-problem" class="bad" role="alert">
        {problem}
      </p>
      <div class="row">
        <button type="submit" class="main">
          {w.save}
        </button>
        <button type="button" onClick={skip}>
          {w.skip}
        </button>
      </div>
    </form>
  )
}

function isField(name: string): name is VisitorField {
  return name in kinds
}
