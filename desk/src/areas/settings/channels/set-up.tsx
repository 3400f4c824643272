import { List } from '@mantine/core'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import { SectionHeading } from '../../../look/detail-heading.tsx'
import { say } from '../../../words/words.ts'
import { CopyField } from './copy-field.tsx'
import classes from './set-up.module.css'
import { w } from './words/words.ts'

/** What is to be done at the provider so that messages come in. */
export function SetUp({ channel: { setUp, inboundUrl } }: { channel: Channel }) {
  if (setUp === undefined) {
    return inboundUrl === null ? null : <CopyField label={w.channels.inboundUrl} value={inboundUrl} />
  }
  return (
    <section className={classes.setUp} aria-label={w.channels.setUp}>
      <SectionHeading>{w.channels.setUp}</SectionHeading>
      <List type="ordered" spacing="sm" size="sm">
        {setUp.map(({ sentence, words, copy }) => (
          <List.Item key={sentence}>
            {say(sentence, words)}
            {copy !== null && <CopyField label={say(sentence, words)} isLabelHidden value={copy} />}
          </List.Item>
        ))}
      </List>
    </section>
  )
}
