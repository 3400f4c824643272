import { w } from '../words.ts'
import { signIn } from '../api/product-api.ts'
import { ActionButton } from './action-button.tsx'
import { connect } from './connect.ts'
import type { Step } from './steps.ts'
import type { Watched } from './use-evidence.ts'

/** Shows a place: the id of a panel, with what is to be done there prepared, or the desk, at an address of it. */
export type Go = (place: string, how?: { deskPath?: string; begins?: boolean }) => void

interface StepActionProps {
  step: Step
  watched: Watched
  go: Go
  onChanged: () => void
}

/** The way to take a step, or to see what came of it. */
export function StepAction({ step, watched, go, onChanged }: StepActionProps) {
  const { evidence, mayConnect } = watched
  const button = (label: string, ...to: Parameters<Go>) => (
    <button class="main" onClick={() => go(...to)}>
      {label}
    </button>
  )
  const { thread, isSetupNeeded } = evidence
  if (step.id === 'connect') {
    if (!mayConnect) return <p>{w.story.connectAsAdmin}</p>
    return <ActionButton label={w.story.connectNow} act={() => connect(evidence.lab).then(onChanged)} />
  }
  const demo = evidence.lab.demoStaff
  const first = demo?.people[0]
  if (step.id === 'sign-in' && demo && first) {
    return (
      <ActionButton
        label={w.story.signInAs(first.name)}
        act={async () => {
          await signIn(first.email, demo.password)
          go('story', { deskPath: '/inbox' })
          onChanged()
        }}
      />
    )
  }
  if (step.id === 'mail') return button(w.story.openMail, 'mail', { begins: true })
  if (step.id === 'chat') return button(w.story.openChat, 'shop', { begins: true })
  if (step.id === 'answer' || step.id === 'thread') {
    const isThere = thread !== null && (step.id === 'answer' || step.isDone)
    return isThere ? button(w.story.openThread, 'desk', { deskPath: `/customers/${thread.customerId}/thread` }) : null
  }
  return isSetupNeeded ? null : button(w.story.openDesk, 'desk')
}
