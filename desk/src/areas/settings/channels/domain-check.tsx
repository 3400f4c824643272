import { Badge, Button, CopyButton, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { checkChannelDomain, type DomainRecord } from '@throughline/protocol/channels/channels.ts'
import { call } from '../../../session/call.ts'
import { sentenceOf } from '../../../look/tell.tsx'
import { say } from '../../../words/words.ts'
import { w } from './words/words.ts'
import classes from './domain-check.module.css'
import { SectionHeading } from '../../../look/detail-heading.tsx'

const colors = { ok: 'green', weak: 'yellow', missing: 'red', wrong: 'red', unknown: 'gray' } as const

/** What receivers find about the domain of the channel's address, and what to publish. */
export function DomainCheck({ channelId, isUnsaved }: { channelId: string; isUnsaved: boolean }) {
  const checking = useMutation({ mutationFn: () => call(checkChannelDomain, { params: { id: channelId } }) })
  const words = w.channels.domain
  return (
    <section className={classes.check} aria-label={words.title}>
      <SectionHeading>{words.title}</SectionHeading>
      <p>{words.more}</p>
      <Group gap="sm">
        <Button variant="default" loading={checking.isPending} disabled={isUnsaved} onClick={() => checking.mutate()}>
          {words.check}
        </Button>
        <span role="status">
          {isUnsaved && w.channels.unsaved}
          {checking.error && sentenceOf(checking.error)}
          {checking.data?.items.length === 0 && words.none}
        </span>
      </Group>
      {checking.data && checking.data.items.length > 0 && (
        <ul>
          {checking.data.items.map((item) => (
            <Record key={item.record} item={item} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Record({ item }: { item: DomainRecord }) {
  const words = w.channels.domain
  return (
    <li>
      <Group gap="xs">
        <strong>{words.names[item.record]}</strong>
        <Badge color={colors[item.state]}>{words.states[item.state]}</Badge>
      </Group>
      <span>{say(item.sentence, item.words)}</span>
      {item.found !== null && <Line label={words.found} text={item.found} />}
      {item.publish !== null && <Line label={words.publish(item.name)} text={item.publish} isToCopy />}
    </li>
  )
}

function Line({ label, text, isToCopy = false }: { label: string; text: string; isToCopy?: boolean }) {
  return (
    <div className={classes.line}>
      <small>{label}</small>
      <code>{text}</code>
      {isToCopy && (
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? w.channels.domain.copied : w.channels.domain.copy}
            </Button>
          )}
        </CopyButton>
      )}
    </div>
  )
}
