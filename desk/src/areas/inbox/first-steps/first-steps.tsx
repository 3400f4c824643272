import { CloseButton, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getFirstSteps, type FirstStepName } from '@throughline/protocol/first-steps/first-steps.ts'
import { useChangePreferences, usePreferences } from '../../../data/me/preferences.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { IconArrowRight, IconCircle, IconCircleCheck } from '../../../look/icons.ts'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../data/me/use-me.ts'
import { w } from '../words/words.ts'
import classes from './first-steps.module.css'

const dismissedName = 'first-steps'
const lookAgainMs = 5000

const placeOf = {
  mail_channel: { to: paths.channels },
  mail_arrived: { to: paths.channels },
  answered: { to: paths.inbox },
  teammate: { to: paths.staff },
  widget: { to: paths.newChannel, params: { kind: 'webchat' } },
} as const satisfies Record<FirstStepName, object>

/** Whether there is still something to show: for people who set things up, until all works or it was put away. */
export function useFirstSteps() {
  const mayConnect = useMay('channels.manage')
  const { dismissed } = usePreferences()
  const isWanted = mayConnect && !dismissed.includes(dismissedName)
  const { data } = useQuery({
    queryKey: keys.firstSteps,
    queryFn: () => call(getFirstSteps, {}),
    enabled: isWanted,
    // Steps complete themselves while somebody looks.
    refetchInterval: ({ state }) => (state.data?.steps.every(({ done }) => done) ? false : lookAgainMs),
  })
  const steps = data?.steps ?? []
  return { steps, ownMail: data?.ownMail ?? null, isShown: isWanted && steps.some(({ done }) => !done) }
}

/** Their own mail has come in, and is in no inbox. */
const isTried = (name: FirstStepName, ownMail: { address: string } | null): boolean =>
  name === 'mail_arrived' && ownMail !== null

function moreOf(name: FirstStepName, ownMail: { address: string } | null): string {
  return name === 'mail_arrived' && ownMail !== null
    ? w.firstSteps.ownMail.more(ownMail.address)
    : w.firstSteps.steps[name].more
}

/** What a newcomer does first. Each step ticks itself when it has really worked. */
export function FirstSteps({
  steps,
  ownMail,
}: {
  steps: { name: FirstStepName; done: boolean }[]
  ownMail: { address: string } | null
}) {
  const { dismissed } = usePreferences()
  const prefer = useChangePreferences()
  const doneCount = steps.filter(({ done }) => done).length
  const next = steps.find(({ done }) => !done)
  return (
    <section className={classes.root} aria-labelledby="first-steps">
      <header className={classes.head}>
        <h2 id="first-steps" className={classes.title}>
          {w.firstSteps.title}
        </h2>
        <CloseButton
          aria-label={w.firstSteps.dismiss}
          title={w.firstSteps.dismiss}
          onClick={() => prefer({ dismissed: [...dismissed, dismissedName] })}
        />
      </header>
      <div className={classes.progress}>
        <Progress value={(100 * doneCount) / steps.length} size="sm" flex={1} aria-label={w.firstSteps.title} />
        <span>{w.firstSteps.done(doneCount, steps.length)}</span>
      </div>
      <ol className={classes.steps}>
        {steps.map(({ name, done }) => (
          <li
            key={name}
            className={classes.step}
            data-done={done || undefined}
            data-next={name === next?.name || undefined}
          >
            {done ? (
              <IconCircleCheck size={20} stroke={1.75} aria-label={w.firstSteps.isDone} />
            ) : (
              <IconCircle size={20} stroke={1.5} aria-hidden />
            )}
            <div className={classes.what}>
              <p className={classes.name}>{w.firstSteps.steps[name].title}</p>
              {!done && <p className={classes.more}>{moreOf(name, ownMail)}</p>}
            </div>
            {!done && (
              <Link {...(isTried(name, ownMail) ? { to: paths.inbound } : placeOf[name])} className={classes.go}>
                {isTried(name, ownMail) ? w.firstSteps.ownMail.go : w.firstSteps.steps[name].go}
                <IconArrowRight size={14} stroke={1.75} aria-hidden />
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
