import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { listOutbox, type OutboxMail } from '@throughline/protocol/channels/outbox.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { IconMail } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { LinkedText } from '../../../thread/entry/linked-text.tsx'
import { useNow } from '../../../look/use-now.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { CardList, RowText } from '../card-list.tsx'
import { MoreButton } from '../../../look/more-button.tsx'
import { SettingsHead } from '../settings-head.tsx'
import classes from './outbox-page.module.css'

/** Mail that would have left, had there been a server to leave by. */
export function OutboxPage() {
  const mails = useInfiniteQuery({
    queryKey: keys.outbox,
    queryFn: ({ pageParam }) => call(listOutbox, { query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  })
  if (mails.isPending) return <LateSkeleton />
  if (mails.isError) return <Failure error={mails.error} onRetry={mails.refetch} />
  const items = mails.data.pages.flatMap((page) => page.items)
  return (
    <>
      <SettingsHead title={w.outbox.title} more={items.length > 0 && w.outbox.more} />
      {items.length === 0 ? (
        <EmptyState icon={<IconMail size={28} stroke={1.5} />} title={w.outbox.none}>
          {w.outbox.noneMore}
        </EmptyState>
      ) : (
        <CardList label={w.outbox.title} items={items} keyOf={({ id }) => id}>
          {(mail) => <MailRow mail={mail} />}
        </CardList>
      )}
      <MoreButton query={mails} />
    </>
  )
}

function MailRow({ mail }: { mail: z.infer<typeof OutboxMail> }) {
  const nowMs = useNow()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <div className={cards.row}>
        <RowText name={mail.subject || w.issue.noSubject}>
          <span className={cards.more}>
            {w.outbox.to(mail.to.join(', '))} · {nearTime(mail.sentAt, nowMs)}
          </span>
        </RowText>
        <Button variant="default" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? w.outbox.hide : w.outbox.show}
        </Button>
      </div>
      {isOpen && (
        <div className={classes.body}>
          <LinkedText text={mail.text} />
        </div>
      )}
    </>
  )
}
