import { IconCheck } from '../look/icons.tsx'
import { w } from '../words.ts'
import { StepAction, type Go } from './step-action.tsx'
import { stepsOf } from './steps.ts'
import type { Watched } from './use-evidence.ts'

interface StoryProps {
  watched: Watched
  go: Go
  onChanged: () => void
  onBeginAgain: () => void
}

export function Story({ watched, go, onChanged, onBeginAgain }: StoryProps) {
  const steps = stepsOf(watched.evidence)
  const next = steps.find(({ isDone }) => !isDone)
  const hasBegun = steps.some(({ id, isDone }) => isDone && id === 'mail')
  return (
    <section class="story" aria-label={w.story.title}>
      <h2>{w.story.title}</h2>
      <ol>
        {steps.map((step) => (
          <li
            key={step.id}
            data-state={step.isDone ? 'done' : step === next ? 'next' : 'later'}
            aria-current={step === next ? 'step' : undefined}
          >
            <span class="mark">{step.isDone ? <IconCheck size={14} /> : null}</span>
            <div>
              <b>
                {step.title}
                {step.isDone && <span class="unseen"> · {w.story.done}</span>}
              </b>
              {step === next && <p>{step.hint}</p>}
              {(step === next || (step.id === 'thread' && step.isDone)) && (
                <StepAction step={step} watched={watched} go={go} onChanged={onChanged} />
              )}
            </div>
          </li>
        ))}
      </ol>
      {next === undefined && <p class="finished">{w.story.finished}</p>}
      {hasBegun && (
        <button class="plain" onClick={onBeginAgain}>
          {w.story.again}
        </button>
      )}
    </section>
  )
}
