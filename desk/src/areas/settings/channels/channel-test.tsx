import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { testChannel } from '@throughline/protocol/channels/channels.ts'
import { call } from '../../../session/call.ts'
import { IconCheck, IconX } from '../../../look/icons.ts'
import { sentenceOf } from '../../../look/tell.tsx'
import { say } from '../../../words/words.ts'
import { w } from './words/words.ts'
import classes from './channel-test.module.css'

/** Tries the saved settings for real, and says step by step what was found. */
export function ChannelTest({ channelId, isUnsaved }: { channelId: string; isUnsaved: boolean }) {
  const testing = useMutation({ mutationFn: () => call(testChannel, { params: { id: channelId } }) })
  return (
    <section className={classes.test} aria-label={w.channels.test}>
      <Group gap="sm">
        <Button variant="default" loading={testing.isPending} disabled={isUnsaved} onClick={() => testing.mutate()}>
          {w.channels.test}
        </Button>
        {isUnsaved && <span className={classes.note}>{w.channels.unsaved}</span>}
        <span role="status" className={classes.note}>
          {testing.data && (testing.data.ok ? w.channels.testOk : w.channels.testFailed)}
          {testing.error && sentenceOf(testing.error)}
        </span>
      </Group>
      {testing.data && (
        <ul className={classes.steps}>
          {testing.data.steps.map((step) => (
            <li key={step.name} data-ok={step.ok}>
              {step.ok ? (
                <IconCheck size={16} stroke={2} aria-label={w.channels.health.ok} />
              ) : (
                <IconX size={16} stroke={2} aria-label={w.channels.health.failing} />
              )}
              <span>
                <strong>{say(step.name, step.nameWords)}</strong> {say(step.sentence, step.words)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
